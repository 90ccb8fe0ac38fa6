#include "CHDF5.h"

#include <hdf5.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void orrery_h5_open_library(void) {
  // Files are closed where they are used. As the program ends, the library would try again to write those that did not
  // fit on the disk, and crash.
  H5dont_atexit();
  H5open();
  H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
}

static herr_t keep_first(unsigned n, const H5E_error2_t *entry, void *text) {
  if (n == 0 && entry->desc) snprintf(text, 256, "%s", entry->desc);
  return 0;
}

void orrery_h5_error(char *text, int capacity) {
  char found[256] = "";
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_first, found);
  snprintf(text, capacity, "%s", found);
  H5Eclear2(H5E_DEFAULT);
}

// The same episode must give the same bytes, so no times. Links and attributes stay in the header of their group:
// moved to a heap, as many of them are by default, a damaged byte makes HDF5 1.10 free what it never allocated.
static hid_t plain(hid_t class) {
  hid_t creation = H5Pcreate(class);
  H5Pset_obj_track_times(creation, 0);
  H5Pset_attr_phase_change(creation, 60000, 0);
  if (class != H5P_DATASET_CREATE) H5Pset_link_phase_change(creation, 60000, 0);
  return creation;
}

OrreryH5 orrery_h5_create(const char *path) {
  // The format of 1.10 has checksums on all its structures; in the older one a damaged byte can crash the library.
  hid_t access = H5Pcreate(H5P_FILE_ACCESS), creation = plain(H5P_FILE_CREATE);
  H5Pset_libver_bounds(access, H5F_LIBVER_V110, H5F_LIBVER_V110);
  OrreryH5 file = H5Fcreate(path, H5F_ACC_TRUNC, creation, access);
  H5Pclose(creation);
  H5Pclose(access);
  return file;
}

OrreryH5 orrery_h5_open(const char *path) { return H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT); }
int orrery_h5_close(OrreryH5 file) { return H5Fclose(file); }

int orrery_h5_exists(OrreryH5 file, const char *path) {
  // H5Lexists fails on a missing parent, so each prefix is asked in turn.
  char prefix[1024];
  const size_t length = strlen(path);
  if (length >= sizeof prefix) return 0;
  for (size_t i = 1; i <= length; i++) {
    if (path[i] != '/' && path[i] != '\0') continue;
    memcpy(prefix, path, i);
    prefix[i] = '\0';
    if (H5Lexists(file, prefix, H5P_DEFAULT) <= 0) return 0;
  }
  return 1;
}

// Creates those of the groups on the way to `length` characters of `path` that are missing. HDF5's own way of creating
// parents would store times in them.
static int make_groups(OrreryH5 file, const char *path, size_t length) {
  char prefix[1024];
  if (length >= sizeof prefix) return -1;
  hid_t creation = plain(H5P_GROUP_CREATE);
  int result = 0;
  for (size_t i = 1; i <= length && result == 0; i++) {
    if (i < length && path[i] != '/') continue;
    memcpy(prefix, path, i);
    prefix[i] = '\0';
    if (H5Lexists(file, prefix, H5P_DEFAULT) > 0) continue;
    hid_t group = H5Gcreate2(file, prefix, H5P_DEFAULT, creation, H5P_DEFAULT);
    result = group < 0 ? -1 : H5Gclose(group);
  }
  H5Pclose(creation);
  return result;
}

int orrery_h5_group(OrreryH5 file, const char *path) { return make_groups(file, path, strlen(path)); }

typedef struct {
  char *text;
  int64_t capacity, length;
} Names;

static herr_t add_name(hid_t group, const char *name, const H5L_info_t *info, void *context) {
  (void)group, (void)info;
  Names *names = context;
  const int64_t size = (int64_t)strlen(name) + 1;
  if (names->length + size <= names->capacity) {
    memcpy(names->text + names->length, name, size - 1);
    names->text[names->length + size - 1] = '\n';
  }
  names->length += size;
  return 0;
}

int64_t orrery_h5_names(OrreryH5 file, const char *group, char *text, int64_t capacity) {
  Names names = {text, capacity, 0};
  hsize_t next = 0;
  // In the file's own order: any other makes the library build a table, which it mishandles in damaged files.
  if (H5Literate_by_name(file, group, H5_INDEX_NAME, H5_ITER_NATIVE, &next, add_name, &names, H5P_DEFAULT) < 0) return -1;
  return names.length;
}

static hid_t native(int type) {
  switch (type) {
    case ORRERY_H5_U8: return H5T_NATIVE_UINT8;
    case ORRERY_H5_F32: return H5T_NATIVE_FLOAT;
    case ORRERY_H5_F64: return H5T_NATIVE_DOUBLE;
    default: return H5T_NATIVE_INT64;
  }
}

int orrery_h5_write(OrreryH5 file, const char *path, int type, int rank, const int64_t *shape, int64_t chunk_rows,
                    int gzip, const void *values) {
  hsize_t extent[ORRERY_H5_MAX_RANK], chunk[ORRERY_H5_MAX_RANK];
  int empty = 0;
  for (int i = 0; i < rank; i++) {
    extent[i] = (hsize_t)shape[i];
    chunk[i] = i == 0 ? (hsize_t)(chunk_rows < shape[0] ? chunk_rows : shape[0]) : extent[i];
    empty |= shape[i] == 0;
  }
  const char *name = strrchr(path, '/');
  if (name && make_groups(file, path, (size_t)(name - path)) < 0) return -1;
  hid_t space = H5Screate_simple(rank, extent, NULL), creation = plain(H5P_DATASET_CREATE);
  if (gzip > 0 && rank > 0 && !empty) {
    H5Pset_chunk(creation, rank, chunk);
    // Shuffling groups the bytes of equal weight: it helps numbers and hurts pictures.
    if (type != ORRERY_H5_U8) H5Pset_shuffle(creation);
    H5Pset_deflate(creation, gzip);
  }
  hid_t set = H5Dcreate2(file, path, native(type), space, H5P_DEFAULT, creation, H5P_DEFAULT);
  int result = set < 0 ? -1 : 0;
  if (set >= 0 && !empty) result = H5Dwrite(set, native(type), H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
  if (set >= 0) H5Dclose(set);
  H5Pclose(creation);
  H5Sclose(space);
  return result;
}

static int kind_of(hid_t type) {
  const size_t size = H5Tget_size(type);
  switch (H5Tget_class(type)) {
    case H5T_INTEGER: return size == 1 ? ORRERY_H5_U8 : ORRERY_H5_I64;
    case H5T_FLOAT: return size == 8 ? ORRERY_H5_F64 : ORRERY_H5_F32;
    default: return ORRERY_H5_OTHER;
  }
}

int orrery_h5_shape(OrreryH5 file, const char *path, int *type, int *rank, int64_t *shape, int64_t *stored) {
  hid_t set = H5Dopen2(file, path, H5P_DEFAULT);
  if (set < 0) return -1;
  hid_t space = H5Dget_space(set), held = H5Dget_type(set);
  hsize_t extent[ORRERY_H5_MAX_RANK];
  int result = -1;
  *rank = H5Sget_simple_extent_ndims(space);
  if (*rank >= 0 && *rank <= ORRERY_H5_MAX_RANK && H5Sget_simple_extent_dims(space, extent, NULL) >= 0) {
    for (int i = 0; i < *rank; i++) shape[i] = (int64_t)extent[i];
    *type = kind_of(held);
    *stored = (int64_t)H5Dget_storage_size(set);
    result = 0;
  }
  H5Tclose(held);
  H5Sclose(space);
  H5Dclose(set);
  return result;
}

int orrery_h5_read(OrreryH5 file, const char *path, int type, int64_t first, int64_t count, void *values) {
  hid_t set = H5Dopen2(file, path, H5P_DEFAULT);
  if (set < 0) return -1;
  hid_t space = H5Dget_space(set), memory = H5S_ALL;
  hsize_t extent[ORRERY_H5_MAX_RANK], start[ORRERY_H5_MAX_RANK] = {0};
  int result = 0;
  const int rank = H5Sget_simple_extent_dims(space, extent, NULL);
  if (rank > 0) {
    start[0] = (hsize_t)first;
    extent[0] = (hsize_t)count;
    result = H5Sselect_hyperslab(space, H5S_SELECT_SET, start, NULL, extent, NULL);
    memory = H5Screate_simple(rank, extent, NULL);
  }
  if (rank < 0 || result < 0) result = -1;
  else result = H5Dread(set, native(type), memory, space, H5P_DEFAULT, values);
  if (memory != H5S_ALL) H5Sclose(memory);
  H5Sclose(space);
  H5Dclose(set);
  return result < 0 ? -1 : 0;
}
