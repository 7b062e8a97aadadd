#include "shared/store/vfs.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <functional>
#include <map>
#include <new>
#include <utility>

namespace xf::store {
namespace {

/// Longest file name that SQLite makes of ours: "app.db" and a suffix.
constexpr int kPathBytes = 255;

constexpr int kSectorBytes = 4096;

/// Julian day 0 is that long before 1970, in milliseconds.
constexpr std::int64_t kJulianUnixEpochMs = 210'866'760'000'000;

/// What SQLite spills when it should not go to disk at all: bounded by one transaction.
class MemoryDevice final : public ports::BlockDevice {
public:
    Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> out) override {
        if (offset >= bytes_.size()) return std::size_t{0};
        const std::size_t at = static_cast<std::size_t>(offset);
        const std::size_t count = std::min(out.size(), bytes_.size() - at);
        std::copy_n(bytes_.data() + at, count, out.data());
        return count;
    }
    Status write(std::uint64_t offset, ByteView data) override {
        const std::size_t at = static_cast<std::size_t>(offset);
        bytes_.resize(std::max(bytes_.size(), at + data.size()));
        std::copy(data.begin(), data.end(), bytes_.begin() + static_cast<std::ptrdiff_t>(at));
        return {};
    }
    Status truncate(std::uint64_t size) override {
        bytes_.resize(static_cast<std::size_t>(size));
        return {};
    }
    Result<std::uint64_t> size() override { return std::uint64_t{bytes_.size()}; }
    Status flush() override { return {}; }
    void close() override {}

private:
    Bytes bytes_;
};

}  // namespace

struct Vfs::State {
    std::string name;
    ports::Disk& disk;
    const ports::Clock& clock;
    ports::Random& random;
    sqlite3_vfs registration{};
    /// Files that SQLite holds open, by name. One device each: OPFS lends a file only once.
    std::map<std::string, std::unique_ptr<ports::BlockDevice>, std::less<>> open;
    bool dead = false;
};

namespace {

/// SQLite allocates it, szOsFile bytes; xOpen constructs it and xClose destroys it.
struct File : sqlite3_file {
    Vfs::State* vfs = nullptr;
    std::string name;  ///< empty: a temporary file
    std::unique_ptr<ports::BlockDevice> temporary;
    ports::BlockDevice* device = nullptr;

    bool dead() const { return vfs->dead && temporary == nullptr; }
};

File& file_of(sqlite3_file* file) { return *static_cast<File*>(file); }
Vfs::State& state_of(sqlite3_vfs* vfs) { return *static_cast<Vfs::State*>(vfs->pAppData); }

int code_of(const Error& error, int otherwise) {
    return error.code == ErrorCode::storage_full ? SQLITE_FULL : otherwise;
}

int code_of(const Status& status, int otherwise) {
    return status.ok() ? SQLITE_OK : code_of(status.error(), otherwise);
}

// ---- Calls on an open file

int x_close(sqlite3_file* sqlite_file) {
    File& file = file_of(sqlite_file);
    Vfs::State& vfs = *file.vfs;
    file.device->close();
    if (!file.name.empty()) vfs.open.erase(file.name);
    // Only now is there nobody left who relies on what was written before the failed flush.
    if (vfs.open.empty()) vfs.dead = false;
    file.~File();
    return SQLITE_OK;
}

int x_read(sqlite3_file* sqlite_file, void* out, int size, sqlite3_int64 offset) {
    File& file = file_of(sqlite_file);
    if (file.dead()) return SQLITE_IOERR_READ;
    const std::span<std::uint8_t> bytes(static_cast<std::uint8_t*>(out),
                                        static_cast<std::size_t>(size));
    const auto read = file.device->read(static_cast<std::uint64_t>(offset), bytes);
    if (!read.ok()) return SQLITE_IOERR_READ;
    if (*read == bytes.size()) return SQLITE_OK;
    std::memset(bytes.data() + *read, 0, bytes.size() - *read);
    return SQLITE_IOERR_SHORT_READ;
}

int x_write(sqlite3_file* sqlite_file, const void* data, int size, sqlite3_int64 offset) {
    File& file = file_of(sqlite_file);
    if (file.dead()) return SQLITE_IOERR_WRITE;
    const ByteView bytes(static_cast<const std::uint8_t*>(data), static_cast<std::size_t>(size));
    return code_of(file.device->write(static_cast<std::uint64_t>(offset), bytes),
                   SQLITE_IOERR_WRITE);
}

int x_truncate(sqlite3_file* sqlite_file, sqlite3_int64 size) {
    File& file = file_of(sqlite_file);
    if (file.dead()) return SQLITE_IOERR_TRUNCATE;
    return code_of(file.device->truncate(static_cast<std::uint64_t>(size)), SQLITE_IOERR_TRUNCATE);
}

int x_sync(sqlite3_file* sqlite_file, int) {
    File& file = file_of(sqlite_file);
    if (file.dead()) return SQLITE_IOERR_FSYNC;
    if (file.device->flush().ok()) return SQLITE_OK;
    file.vfs->dead = true;
    return SQLITE_IOERR_FSYNC;
}

int x_file_size(sqlite3_file* sqlite_file, sqlite3_int64* out) {
    File& file = file_of(sqlite_file);
    if (file.dead()) return SQLITE_IOERR_FSTAT;
    const auto size = file.device->size();
    if (!size.ok()) return SQLITE_IOERR_FSTAT;
    *out = static_cast<sqlite3_int64>(*size);
    return SQLITE_OK;
}

int x_lock(sqlite3_file*, int) { return SQLITE_OK; }
int x_unlock(sqlite3_file*, int) { return SQLITE_OK; }

int x_check_reserved_lock(sqlite3_file*, int* out) {
    *out = 0;
    return SQLITE_OK;
}

int x_file_control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int x_sector_size(sqlite3_file*) { return kSectorBytes; }

int x_device_characteristics(sqlite3_file*) {
    return SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN | SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

const sqlite3_io_methods kFileCalls = {
    1,
    x_close,
    x_read,
    x_write,
    x_truncate,
    x_sync,
    x_file_size,
    x_lock,
    x_unlock,
    x_check_reserved_lock,
    x_file_control,
    x_sector_size,
    x_device_characteristics,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
};

// ---- Calls on the whole

int x_open(sqlite3_vfs* sqlite_vfs, const char* name, sqlite3_file* out, int flags,
           int* out_flags) {
    out->pMethods = nullptr;  // tells SQLite not to close it when this fails
    Vfs::State& vfs = state_of(sqlite_vfs);
    std::unique_ptr<ports::BlockDevice> device;
    if (name == nullptr) {
        device = std::make_unique<MemoryDevice>();
    } else {
        if (vfs.dead || vfs.open.contains(name)) return SQLITE_CANTOPEN;
        auto opened = vfs.disk.open(name);
        if (!opened.ok()) return code_of(opened.error(), SQLITE_CANTOPEN);
        device = *std::move(opened);
    }
    File* file = new (out) File;
    file->vfs = &vfs;
    file->device = device.get();
    if (name == nullptr) {
        file->temporary = std::move(device);
    } else {
        file->name = name;
        vfs.open.emplace(name, std::move(device));
    }
    file->pMethods = &kFileCalls;
    if (out_flags != nullptr) *out_flags = flags;
    return SQLITE_OK;
}

/// Calls `use(device)` with the open device of that name, or with one opened for this call alone.
template <typename Use>
int with_device(Vfs::State& vfs, const char* name, int otherwise, Use use) {
    if (vfs.dead) return otherwise;
    const auto found = vfs.open.find(name);
    if (found != vfs.open.end()) return use(*found->second);
    auto opened = vfs.disk.open(name);
    if (!opened.ok()) return code_of(opened.error(), otherwise);
    const int code = use(**opened);
    (*opened)->close();
    return code;
}

int x_delete(sqlite3_vfs* sqlite_vfs, const char* name, int) {
    Vfs::State& vfs = state_of(sqlite_vfs);
    return with_device(vfs, name, SQLITE_IOERR_DELETE, [&](ports::BlockDevice& device) {
        const Status truncated = device.truncate(0);
        if (!truncated.ok()) return code_of(truncated, SQLITE_IOERR_DELETE);
        if (device.flush().ok()) return SQLITE_OK;
        // With no file open there is nobody to protect, nor anybody whose closing would end it.
        vfs.dead = !vfs.open.empty();
        return SQLITE_IOERR_DELETE;
    });
}

int x_access(sqlite3_vfs* sqlite_vfs, const char* name, int, int* out) {
    *out = 0;
    Vfs::State& vfs = state_of(sqlite_vfs);
    return with_device(vfs, name, SQLITE_IOERR_ACCESS, [&](ports::BlockDevice& device) {
        const auto size = device.size();
        if (!size.ok()) return SQLITE_IOERR_ACCESS;
        *out = *size > 0 ? 1 : 0;
        return SQLITE_OK;
    });
}

int x_full_pathname(sqlite3_vfs*, const char* name, int size, char* out) {
    const std::size_t length = std::strlen(name);
    if (length >= static_cast<std::size_t>(size)) return SQLITE_CANTOPEN;
    std::memcpy(out, name, length + 1);
    return SQLITE_OK;
}

int x_randomness(sqlite3_vfs* sqlite_vfs, int size, char* out) {
    state_of(sqlite_vfs)
        .random.fill({reinterpret_cast<std::uint8_t*>(out), static_cast<std::size_t>(size)});
    return size;
}

/// Only a busy handler sleeps, and there is never another connection to wait for.
int x_sleep(sqlite3_vfs*, int microseconds) { return microseconds; }

int x_current_time_ms(sqlite3_vfs* sqlite_vfs, sqlite3_int64* out) {
    *out = kJulianUnixEpochMs + state_of(sqlite_vfs).clock.now().seconds * 1000;
    return SQLITE_OK;
}

int x_current_time(sqlite3_vfs* sqlite_vfs, double* out) {
    sqlite3_int64 ms = 0;
    x_current_time_ms(sqlite_vfs, &ms);
    *out = static_cast<double>(ms) / 86'400'000.0;
    return SQLITE_OK;
}

int x_last_error(sqlite3_vfs*, int, char*) { return 0; }

}  // namespace

Vfs::Vfs(std::string name, ports::Disk& disk, const ports::Clock& clock, ports::Random& random,
         VfsRole role)
    : state_(new State{.name = std::move(name), .disk = disk, .clock = clock, .random = random}) {
    XF_ASSERT(sqlite3_vfs_find(state_->name.c_str()) == nullptr);
    sqlite3_vfs& vfs = state_->registration;
    vfs.iVersion = 2;
    vfs.szOsFile = static_cast<int>(sizeof(File));
    vfs.mxPathname = kPathBytes;
    vfs.zName = state_->name.c_str();
    vfs.pAppData = state_.get();
    vfs.xOpen = x_open;
    vfs.xDelete = x_delete;
    vfs.xAccess = x_access;
    vfs.xFullPathname = x_full_pathname;
    vfs.xRandomness = x_randomness;
    vfs.xSleep = x_sleep;
    vfs.xCurrentTime = x_current_time;
    vfs.xGetLastError = x_last_error;
    vfs.xCurrentTimeInt64 = x_current_time_ms;
    const bool standard = role == VfsRole::standard;
    XF_ASSERT(sqlite3_vfs_register(&vfs, standard ? 1 : 0) == SQLITE_OK);
    // SQLite seeds its generator once, from the default VFS: now from ours.
    if (standard) sqlite3_randomness(0, nullptr);
}

Vfs::~Vfs() {
    XF_ASSERT(state_->open.empty());
    sqlite3_vfs_unregister(&state_->registration);
}

const std::string& Vfs::name() const { return state_->name; }

}  // namespace xf::store
