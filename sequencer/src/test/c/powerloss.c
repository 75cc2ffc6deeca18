/*
 * Preloaded into a venue's JVM: writes down, in order, everything that it does to the files below
 * one directory, so that a test can say what a disk would hold had the power gone at any moment.
 *
 * RIALTO_POWERLOSS_ROOT is the directory, RIALTO_POWERLOSS_LOG the file that is written. A record is
 * type (u8), subject (u32), position (u64), length (u32), little endian, and then as many bytes;
 * DiskLog.java reads them. Anybody may append records of type MARK to the same file: one write to a
 * file opened for appending is one record among the others.
 *
 * A change is written down once it is done and a sync before and after it, so that whatever stands
 * before a sync's beginning is on the disk after its end. What is stored through a mapping is found
 * by comparing its pages with what they were whenever anything else is written down.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { CREATE = 1, EXISTING, WRITE, TRUNCATE, SYNC_BEGIN, SYNC_END, RENAME, UNLINK, MKDIR };

#define FDS 65536
#define PATHS 65536
#define MAPPINGS 256
#define PAGE 4096

struct mapping {
    char *address;
    char *before;
    size_t length;
    off_t offset;
    uint32_t subject;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char root[PATH_MAX];
static size_t root_length;
static int log_fd = -1;
static uint32_t subject_of_fd[FDS];
static char *path_of[PATHS];
static uint32_t paths = 1;
static struct mapping mappings[MAPPINGS];

static void give_up(const char *why) {
    fprintf(stderr, "powerloss: %s\n", why);
    _exit(97);
}

__attribute__((constructor)) static void start(void) {
    const char *directory = getenv("RIALTO_POWERLOSS_ROOT");
    const char *file = getenv("RIALTO_POWERLOSS_LOG");
    if (directory == NULL || file == NULL || realpath(directory, root) == NULL) {
        return;
    }
    root_length = strlen(root);
    log_fd = syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

static void append(uint8_t type, uint32_t subject, uint64_t position, const void *bytes,
                   uint32_t length) {
    unsigned char head[17];
    head[0] = type;
    memcpy(head + 1, &subject, 4);
    memcpy(head + 5, &position, 8);
    memcpy(head + 13, &length, 4);
    struct iovec parts[2] = {{head, sizeof head}, {(void *) bytes, length}};
    if (syscall(SYS_writev, log_fd, parts, 2) != (long) (sizeof head + length)) {
        give_up("the log cannot be written");
    }
}

/* The path below the root; NULL for one elsewhere. */
static const char *below(int directory, const char *path, char *buffer) {
    if (log_fd < 0 || path == NULL) {
        return NULL;
    }
    if (path[0] == '/') {
        snprintf(buffer, PATH_MAX, "%s", path);
    } else if (directory == AT_FDCWD) {
        char here[PATH_MAX / 2];
        if (getcwd(here, sizeof here) == NULL) {
            return NULL;
        }
        snprintf(buffer, PATH_MAX, "%s/%s", here, path);
    } else {
        uint32_t subject = directory < FDS ? subject_of_fd[directory] : 0;
        if (subject == 0) {
            return NULL;
        }
        if (snprintf(buffer, PATH_MAX, "%s/%s/%s", root, path_of[subject], path) >= PATH_MAX) {
            give_up("a path is too long");
        }
    }
    if (strncmp(buffer, root, root_length) != 0) {
        return NULL;
    }
    if (buffer[root_length] == '\0') {
        return buffer + root_length;
    }
    return buffer[root_length] == '/' ? buffer + root_length + 1 : NULL;
}

static uint32_t known(const char *path) {
    for (uint32_t i = paths - 1; i > 0; i--) {
        if (path_of[i] != NULL && strcmp(path_of[i], path) == 0) {
            return i;
        }
    }
    return 0;
}

static uint32_t learn(const char *path, uint8_t how) {
    if (paths == PATHS) {
        give_up("too many files");
    }
    path_of[paths] = strdup(path);
    append(how, paths, 0, path, strlen(path));
    return paths++;
}

static void changed_pages(void) {
    for (int m = 0; m < MAPPINGS; m++) {
        struct mapping *mapping = &mappings[m];
        for (size_t at = 0; mapping->address != NULL && at < mapping->length; at += PAGE) {
            size_t length = mapping->length - at < PAGE ? mapping->length - at : PAGE;
            if (memcmp(mapping->address + at, mapping->before + at, length) != 0) {
                memcpy(mapping->before + at, mapping->address + at, length);
                append(WRITE, mapping->subject, mapping->offset + at, mapping->before + at, length);
            }
        }
    }
}

static void begin(void) {
    pthread_mutex_lock(&lock);
    changed_pages();
}

static void end(void) {
    pthread_mutex_unlock(&lock);
}

static int opened(int fd, const char *path, int flags, int existed) {
    if (fd >= 0 && fd < FDS) {
        begin();
        uint32_t subject = known(path);
        if (!existed) {
            subject = learn(path, CREATE);
        } else if (subject == 0) {
            subject = learn(path, EXISTING);
        }
        if (existed && (flags & O_TRUNC)) {
            append(TRUNCATE, subject, 0, NULL, 0);
        }
        subject_of_fd[fd] = subject;
        end();
    }
    return fd;
}

static int open_below(int directory, const char *path, int flags, mode_t mode) {
    char buffer[PATH_MAX];
    const char *inside = below(directory, path, buffer);
    struct stat status;
    int existed = inside != NULL && syscall(SYS_newfstatat, directory, path, &status, 0) == 0;
    int fd = syscall(SYS_openat, directory, path, flags, mode);
    return inside == NULL ? fd : opened(fd, inside, flags, existed);
}

#define MODE(last)                                                                                 \
    mode_t mode = 0;                                                                               \
    if (flags & (O_CREAT | O_TMPFILE)) {                                                           \
        va_list more;                                                                              \
        va_start(more, last);                                                                      \
        mode = va_arg(more, mode_t);                                                               \
        va_end(more);                                                                              \
    }

int open(const char *path, int flags, ...) {
    MODE(flags)
    return open_below(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    MODE(flags)
    return open_below(AT_FDCWD, path, flags, mode);
}

int openat(int directory, const char *path, int flags, ...) {
    MODE(flags)
    return open_below(directory, path, flags, mode);
}

int openat64(int directory, const char *path, int flags, ...) {
    MODE(flags)
    return open_below(directory, path, flags, mode);
}

int close(int fd) {
    if (fd >= 0 && fd < FDS) {
        subject_of_fd[fd] = 0;
    }
    return syscall(SYS_close, fd);
}

static uint32_t subject(int fd) {
    return log_fd < 0 || fd < 0 || fd >= FDS ? 0 : subject_of_fd[fd];
}

static ssize_t wrote(int fd, const void *bytes, ssize_t length, off_t position) {
    if (length > 0) {
        begin();
        append(WRITE, subject(fd), position, bytes, length);
        end();
    }
    return length;
}

ssize_t write(int fd, const void *bytes, size_t length) {
    ssize_t done = syscall(SYS_write, fd, bytes, length);
    if (subject(fd) != 0 && done > 0) {
        int error = errno;
        wrote(fd, bytes, done, lseek(fd, 0, SEEK_CUR) - done);
        errno = error;
    }
    return done;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t position) {
    ssize_t done = syscall(SYS_pwrite64, fd, bytes, length, position);
    return subject(fd) == 0 ? done : wrote(fd, bytes, done, position);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t position) {
    return pwrite64(fd, bytes, length, position);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    if (subject(fd) == 0) {
        return syscall(SYS_writev, fd, parts, count);
    }
    ssize_t all = 0;
    for (int i = 0; i < count; i++) {
        ssize_t done = write(fd, parts[i].iov_base, parts[i].iov_len);
        if (done < 0) {
            return all > 0 ? all : done;
        }
        all += done;
        if ((size_t) done < parts[i].iov_len) {
            break;
        }
    }
    return all;
}

/* Copied behind the shim's back: said not to be there, so that they are copied by writing. */
ssize_t copy_file_range(int in, off64_t *in_at, int out, off64_t *out_at, size_t length,
                        unsigned flags) {
    if (subject(out) != 0) {
        errno = ENOSYS;
        return -1;
    }
    return syscall(SYS_copy_file_range, in, in_at, out, out_at, length, flags);
}

ssize_t sendfile64(int out, int in, off64_t *from, size_t length) {
    if (subject(out) != 0) {
        errno = EINVAL;
        return -1;
    }
    return syscall(SYS_sendfile, out, in, from, length);
}

int ftruncate64(int fd, off64_t length) {
    int result = syscall(SYS_ftruncate, fd, length);
    if (subject(fd) != 0 && result == 0) {
        begin();
        append(TRUNCATE, subject(fd), length, NULL, 0);
        end();
    }
    return result;
}

int ftruncate(int fd, off_t length) {
    return ftruncate64(fd, length);
}

static int synced(int fd, long call) {
    if (subject(fd) == 0) {
        return syscall(call, fd);
    }
    begin();
    uint32_t file = subject(fd);
    append(SYNC_BEGIN, file, pthread_self(), NULL, 0);
    end();
    int result = syscall(call, fd);
    if (result == 0) {
        pthread_mutex_lock(&lock);
        append(SYNC_END, file, pthread_self(), NULL, 0);
        end();
    }
    return result;
}

int fsync(int fd) {
    return synced(fd, SYS_fsync);
}

int fdatasync(int fd) {
    return synced(fd, SYS_fdatasync);
}

int msync(void *address, size_t length, int flags) {
    uint32_t file = 0;
    begin();
    for (int m = 0; m < MAPPINGS; m++) {
        if (mappings[m].address != NULL && (char *) address >= mappings[m].address
            && (char *) address < mappings[m].address + mappings[m].length) {
            file = mappings[m].subject;
        }
    }
    /* All of the file: the JVM syncs whole mappings, and each maps a whole file. */
    if (file != 0) {
        append(SYNC_BEGIN, file, pthread_self(), NULL, 0);
    }
    end();
    int result = syscall(SYS_msync, address, length, flags);
    if (file != 0 && result == 0) {
        pthread_mutex_lock(&lock);
        append(SYNC_END, file, pthread_self(), NULL, 0);
        end();
    }
    return result;
}

void *mmap64(void *wanted, size_t length, int protection, int flags, int fd, off64_t offset) {
    void *address = (void *) syscall(SYS_mmap, wanted, length, protection, flags, fd, offset);
    int is_kept = address != MAP_FAILED && (flags & MAP_SHARED) && (protection & PROT_WRITE)
        && !(flags & MAP_ANONYMOUS) && subject(fd) != 0;
    /* Whoever starts deletes the marks, unread. */
    if (!is_kept || strstr(path_of[subject(fd)], "mark") != NULL) {
        return address;
    }
    begin();
    for (int m = 0; m < MAPPINGS; m++) {
        if (mappings[m].address == NULL) {
            char *before = (char *) syscall(SYS_mmap, NULL, length, PROT_READ | PROT_WRITE,
                                            MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
            memcpy(before, address, length);
            mappings[m] = (struct mapping){address, before, length, offset, subject(fd)};
            end();
            return address;
        }
    }
    give_up("too many mappings");
    return NULL;
}

void *mmap(void *wanted, size_t length, int protection, int flags, int fd, off_t offset) {
    return mmap64(wanted, length, protection, flags, fd, offset);
}

int munmap(void *address, size_t length) {
    if (log_fd >= 0) {
        begin();
        for (int m = 0; m < MAPPINGS; m++) {
            if (mappings[m].address == address) {
                syscall(SYS_munmap, mappings[m].before, mappings[m].length);
                mappings[m].address = NULL;
            }
        }
        end();
    }
    return syscall(SYS_munmap, address, length);
}

static int renamed(int from_directory, const char *from, int to_directory, const char *to) {
    char from_buffer[PATH_MAX], to_buffer[PATH_MAX], both[2 * PATH_MAX + 2];
    const char *from_inside = below(from_directory, from, from_buffer);
    const char *to_inside = below(to_directory, to, to_buffer);
    int result = syscall(SYS_renameat, from_directory, from, to_directory, to);
    if (result == 0 && from_inside != NULL && to_inside != NULL) {
        begin();
        uint32_t file = known(from_inside);
        if (file == 0) {
            file = learn(from_inside, EXISTING);
        }
        uint32_t replaced = known(to_inside);
        if (replaced != 0) {
            path_of[replaced] = NULL;
        }
        path_of[file] = strdup(to_inside);
        int length = snprintf(both, sizeof both, "%s%c%s", from_inside, '\n', to_inside);
        append(RENAME, file, 0, both, length);
        end();
    }
    return result;
}

int rename(const char *from, const char *to) {
    return renamed(AT_FDCWD, from, AT_FDCWD, to);
}

int renameat(int from_directory, const char *from, int to_directory, const char *to) {
    return renamed(from_directory, from, to_directory, to);
}

static int unlinked(int directory, const char *path, int flags) {
    char buffer[PATH_MAX];
    const char *inside = below(directory, path, buffer);
    int result = syscall(SYS_unlinkat, directory, path, flags);
    if (result == 0 && inside != NULL) {
        begin();
        uint32_t file = known(inside);
        append(UNLINK, file, 0, inside, strlen(inside));
        if (file != 0) {
            path_of[file] = NULL;
        }
        end();
    }
    return result;
}

int unlink(const char *path) {
    return unlinked(AT_FDCWD, path, 0);
}

int unlinkat(int directory, const char *path, int flags) {
    return unlinked(directory, path, flags);
}

int rmdir(const char *path) {
    return unlinked(AT_FDCWD, path, AT_REMOVEDIR);
}

int remove(const char *path) {
    struct stat status;
    int is_directory = lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
    return unlinked(AT_FDCWD, path, is_directory ? AT_REMOVEDIR : 0);
}

int mkdir(const char *path, mode_t mode) {
    char buffer[PATH_MAX];
    const char *inside = below(AT_FDCWD, path, buffer);
    int result = syscall(SYS_mkdirat, AT_FDCWD, path, mode);
    if (result == 0 && inside != NULL) {
        begin();
        learn(inside, MKDIR);
        end();
    }
    return result;
}
