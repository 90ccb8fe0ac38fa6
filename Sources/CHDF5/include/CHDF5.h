#pragma once
#include <stdint.h>

// hdf5.h stays behind these functions: its types and defaults are macros that call functions, invisible to Swift.
// Handles are ≥ 0 and calls return 0, or both are negative on failure; orrery_h5_error then says why.
// Not every build of the library is thread-safe: callers hold one lock for the process.

typedef int64_t OrreryH5;

enum {
  ORRERY_H5_OTHER = -1, ORRERY_H5_U8 = 0, ORRERY_H5_F32 = 1, ORRERY_H5_F64 = 2, ORRERY_H5_I64 = 3,
  ORRERY_H5_MAX_RANK = 8,
};

/// Opens the library and stops it from printing its error stack on this thread; cheap to call again.
void orrery_h5_open_library(void);
/// The innermost reason for the last failure, in HDF5's words.
void orrery_h5_error(char *text, int capacity);

OrreryH5 orrery_h5_create(const char *path);
OrreryH5 orrery_h5_open(const char *path);
int orrery_h5_close(OrreryH5 file);

/// 1 where the whole path exists, else 0.
int orrery_h5_exists(OrreryH5 file, const char *path);
/// Creates the group and its parents.
int orrery_h5_group(OrreryH5 file, const char *path);
/// The names in a group, in no order, each followed by a line feed. Returns their length together; what does not fit
/// into `capacity` is left out.
int64_t orrery_h5_names(OrreryH5 file, const char *group, char *names, int64_t capacity);

/// Writes a whole dataset, in chunks of one along the first axis unless `chunk_rows` is larger, compressed where
/// `gzip` > 0. Parents are created.
int orrery_h5_write(OrreryH5 file, const char *path, int type, int rank, const int64_t *shape, int64_t chunk_rows,
                    int gzip, const void *values);
/// The type (of the enumeration above; other integer and float widths map to the nearest) and shape of a dataset, and
/// the bytes it takes up in the file.
int orrery_h5_shape(OrreryH5 file, const char *path, int *type, int *rank, int64_t *shape, int64_t *stored);
/// Reads rows first ..< first + count of the first axis (everything for rank 0), converted to `type`.
int orrery_h5_read(OrreryH5 file, const char *path, int type, int64_t first, int64_t count, void *values);

int orrery_h5_set_string(OrreryH5 file, const char *object, const char *name, const char *value);
int orrery_h5_set_int(OrreryH5 file, const char *object, const char *name, int64_t value);
int orrery_h5_set_double(OrreryH5 file, const char *object, const char *name, double value);
int orrery_h5_has_attribute(OrreryH5 file, const char *object, const char *name);
/// The text's length without its end; copied into `value` where that is not NULL.
int64_t orrery_h5_get_string(OrreryH5 file, const char *object, const char *name, char *value, int64_t capacity);
int orrery_h5_get_int(OrreryH5 file, const char *object, const char *name, int64_t *value);
int orrery_h5_get_double(OrreryH5 file, const char *object, const char *name, double *value);
