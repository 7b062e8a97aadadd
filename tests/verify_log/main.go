// Verify_log checks a village's public log with code that nobody here wrote: the checkers of Go's
// checksum database, as Debian's golang-go and golang-golang-x-mod-dev have them.
//
//	verify_log VKEY LOG [OLDER…]
//
// VKEY is the log's verifier key, as `xinfeng-hub log list` prints it. LOG is a folder with the log's
// files, or its address (http://127.0.0.1:8080/log/hedong/). Each OLDER is a file with a checkpoint
// that was kept from an earlier look: the log has to continue it.
package main

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: verify_log VKEY LOG [OLDER…]")
		os.Exit(2)
	}
	summary, err := verify(os.Args[1], os.Args[2], os.Args[3:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "REFUSED:", err)
		os.Exit(1)
	}
	fmt.Println("ok:", summary)
}

func verify(vkey, location string, older []string) (string, error) {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return "", err
	}
	log := logAt(location)
	if key, err := log.read("vkey"); err != nil || string(key) != vkey+"\n" {
		return "", fmt.Errorf("vkey: not the key of this log (%v)", err)
	}
	signed, err := log.read("checkpoint")
	if err != nil {
		return "", err
	}
	head, err := openCheckpoint(signed, verifier)
	if err != nil {
		return "", err
	}
	hashes := tlog.TileHashReader(head, &tiles{log})
	for _, path := range older {
		if err := continues(path, verifier, head, hashes); err != nil {
			return "", fmt.Errorf("%s: %w", path, err)
		}
	}
	if err := checkTiles(log, head, hashes); err != nil {
		return "", err
	}
	entries, err := provenEntries(log, head, hashes)
	if err != nil {
		return "", err
	}
	files, err := checkFiles(log, entries)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%d leaves, root %v, %s", head.N, head.Hash, files), nil
}

// openCheckpoint reads a tlog-checkpoint: its first line is the key's name, where Go's own trees have
// a line of theirs.
func openCheckpoint(signed []byte, verifier note.Verifier) (tree tlog.Tree, err error) {
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return tree, fmt.Errorf("checkpoint: %w", err)
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return tree, errors.New("checkpoint: not of this log")
	}
	if tree.N, err = strconv.ParseInt(lines[1], 10, 64); err != nil || tree.N < 0 {
		return tree, errors.New("checkpoint: no size")
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return tree, errors.New("checkpoint: no root")
	}
	copy(tree.Hash[:], root)
	return tree, nil
}

// continues checks that the tree at head begins with the tree of an older checkpoint.
func continues(path string, verifier note.Verifier, head tlog.Tree, hashes tlog.HashReader) error {
	signed, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	old, err := openCheckpoint(signed, verifier)
	if err != nil || old.N == 0 {
		return err
	}
	if old.N > head.N {
		return fmt.Errorf("%d leaves were seen before, now there are %d", old.N, head.N)
	}
	proof, err := tlog.ProveTree(head.N, old.N, hashes)
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, head.N, head.Hash, old.N, old.Hash)
}

// checkTiles compares every hash tile of the tree with what the signed root proves.
func checkTiles(log *source, head tlog.Tree, hashes tlog.HashReader) error {
	root, err := tlog.TreeHash(head.N, hashes)
	if err != nil {
		return err
	}
	if root != head.Hash {
		return fmt.Errorf("the tiles have the root %v, the checkpoint %v", root, head.Hash)
	}
	for _, tile := range tlog.NewTiles(tileHeight, 0, head.N) {
		proven, err := tlog.ReadTileData(tile, hashes)
		if err != nil {
			return err
		}
		stored, err := log.read(tilePath(tile))
		if err != nil || !bytes.Equal(stored, proven) {
			return fmt.Errorf("%s: not what was signed (%v)", tilePath(tile), err)
		}
	}
	return nil
}

// provenEntries reads every leaf and proves each to be at its place in the tree.
func provenEntries(log *source, head tlog.Tree, hashes tlog.HashReader) ([][]byte, error) {
	var entries [][]byte
	for int64(len(entries)) < head.N {
		more, err := readEntries(log, int64(len(entries)), head.N)
		if err != nil {
			return nil, err
		}
		entries = append(entries, more...)
	}
	for i, entry := range entries {
		proof, err := tlog.ProveRecord(head.N, int64(i), hashes)
		if err != nil {
			return nil, err
		}
		hash := tlog.RecordHash(entry)
		if err := tlog.CheckRecord(proof, head.N, head.Hash, int64(i), hash); err != nil {
			return nil, fmt.Errorf("leaf %d: %w", i, err)
		}
	}
	return entries, nil
}
