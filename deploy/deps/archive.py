"""Downloads single files of Debian source packages of any suite, and npm packages.

No host is named anywhere: the archive's address is the one this machine's apt already uses, and
the npm registry is the one npm is configured for. What apt reads and writes for this lives in a
temporary folder, so the machine's own package lists are neither needed nor touched.
"""

import os
import pathlib
import subprocess
import tempfile

KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
APT_HELPER = "/usr/lib/apt/apt-helper"


class NotFound(Exception):
    """The archive (no longer) has what was asked for."""


def _output(command, env=None):
    done = subprocess.run(command, env=env, text=True, capture_output=True, check=False)
    if done.returncode != 0:
        raise NotFound(f"{' '.join(command[:3])} …: {done.stderr.strip()[-400:]}")
    return done.stdout


def _os_codename():
    for line in pathlib.Path("/etc/os-release").read_text(encoding="utf-8").splitlines():
        if line.startswith("VERSION_CODENAME="):
            return line.split("=", 1)[1].strip('"')
    raise NotFound("/etc/os-release names no VERSION_CODENAME")


def _archive_uri():
    codename = _os_codename()
    # Codename comes from a downloaded Release file; Release from the sources list alone.
    for field in ("Codename", "Release"):
        found = _output(["apt-get", "indextargets", "--format", "$(REPO_URI)",
                         f"{field}: {codename}"])
        if found.strip():
            return sorted(set(found.split()))[0]
    raise NotFound(f"apt has no source configured for {codename}: see /etc/apt/sources.list.d")


class DebianArchive:
    """Looks up files in the signed source indexes of one suite at a time."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="xinfeng-apt-")
        self._root = pathlib.Path(self._folder.name)
        self._uri = None
        self._indexed = {}  # suite: its environment, or why it has none

    def _environment(self, suite):
        """The environment in which apt sees nothing but the source index of `suite`."""
        if suite not in self._indexed:
            root = self._root / suite
            env = {**os.environ, "LC_ALL": "C", "APT_CONFIG": str(root / "apt.conf")}
            try:
                self._configure(root, suite)
                _output(["apt-get", "-q", "--error-on=any", "update"], env)
                self._indexed[suite] = env
            except NotFound as error:
                self._indexed[suite] = error
        if isinstance(self._indexed[suite], NotFound):
            raise self._indexed[suite]
        return self._indexed[suite]

    def _configure(self, root, suite):
        if self._uri is None:
            self._uri = _archive_uri()
        (root / "lists/partial").mkdir(parents=True)
        (root / "cache/archives/partial").mkdir(parents=True)
        (root / "sources.list").write_text(
            f"deb-src [signed-by={KEYRING}] {self._uri} {suite} main\n", encoding="utf-8")
        # A mirror's index may be past its date (frozen mirrors are): what is taken by it is pinned
        # by a hash of ours, so that an old index can withhold a file but not swap one.
        (root / "apt.conf").write_text(
            f'Dir::Etc::SourceList "{root}/sources.list";\nDir::Etc::SourceParts "-";\n'
            f'Dir::State::Lists "{root}/lists";\nDir::Cache "{root}/cache";\n'
            'APT::Sandbox::User "root";\nAcquire::Languages "none";\nAcquire::Retries "3";\n'
            'Acquire::Check-Valid-Until "false";\n', encoding="utf-8")

    def files(self, suite, package):
        """All files of all versions: [{version, directory, files: {name: sha256}}]."""
        text = _output(["apt-cache", "showsrc", "--only-source", package],
                       self._environment(suite))
        return [_paragraph(p) for p in text.split("\n\n") if p.strip()]

    def download(self, suite, directory, name, sha256, target):
        """Fetches one file; apt itself checks the hash before it lands at `target`."""
        env = self._environment(suite)
        _output([APT_HELPER, "download-file", f"{self._uri.rstrip('/')}/{directory}/{name}",
                 str(target), f"SHA256:{sha256}"], env)


def _paragraph(text):
    entry = {"version": "", "directory": "", "files": {}}
    field = ""
    for line in text.splitlines():
        if not line.startswith(" "):
            field, _, value = line.partition(":")
            if field in ("Version", "Directory"):
                entry[field.lower()] = value.strip()
        elif field == "Checksums-Sha256":
            sha256, _, name = line.split()
            entry["files"][name] = sha256
    return entry


def npm_pack(package, target):
    """Downloads the tarball of `package` ("name@version") from the configured registry."""
    with tempfile.TemporaryDirectory(prefix="xinfeng-npm-") as folder:
        try:
            _output(["npm", "pack", "--silent", "--pack-destination", folder, package])
        except FileNotFoundError:
            raise NotFound("npm is not installed") from None
        (tarball,) = pathlib.Path(folder).glob("*.tgz")
        target.write_bytes(tarball.read_bytes())
