#include "CHDF5.h"

#include <hdf5.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void orrery_h5_open_library(void) {
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

OrreryH5 orrery_h5_create(const char *path) { return H5Fcreate(path, H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT); }
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

static hid_t with_parents(void) {
  hid_t links = H5Pcreate(H5P_LINK_CREATE);
  H5Pset_create_intermediate_group(links, 1);
  return links;
}

int orrery_h5_group(OrreryH5 file, const char *path) {
  hid_t links = with_parents();
  hid_t group = H5Gcreate2(file, path, links, H5P_DEFAULT, H5P_DEFAULT);
  H5Pclose(links);
  return group < 0 ? -1 : H5Gclose(group);
}

int64_t orrery_h5_count(OrreryH5 file, const char *group) {
  H5G_info_t info;
  if (H5Gget_info_by_name(file, group, &info, H5P_DEFAULT) < 0) return -1;
  return (int64_t)info.nlinks;
}

int orrery_h5_name(OrreryH5 file, const char *group, int64_t index, char *name, int capacity) {
  ssize_t n = H5Lget_name_by_idx(file, group, H5_INDEX_NAME, H5_ITER_INC, (hsize_t)index, name, capacity, H5P_DEFAULT);
  return n < 0 ? -1 : 0;
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
  hid_t space = H5Screate_simple(rank, extent, NULL), links = with_parents(), creation = H5Pcreate(H5P_DATASET_CREATE);
  // The same episode must give the same bytes, so no times.
  H5Pset_obj_track_times(creation, 0);
  if (gzip > 0 && rank > 0 && !empty) {
    H5Pset_chunk(creation, rank, chunk);
    // Shuffling groups the bytes of equal weight: it helps numbers and hurts pictures.
    if (type != ORRERY_H5_U8) H5Pset_shuffle(creation);
    H5Pset_deflate(creation, gzip);
  }
  hid_t set = H5Dcreate2(file, path, native(type), space, links, creation, H5P_DEFAULT);
  int result = set < 0 ? -1 : 0;
  if (set >= 0 && !empty) result = H5Dwrite(set, native(type), H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
  if (set >= 0) H5Dclose(set);
  H5Pclose(creation);
  H5Pclose(links);
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

int orrery_h5_shape(OrreryH5 file, const char *path, int *type, int *rank, int64_t *shape) {
  hid_t set = H5Dopen2(file, path, H5P_DEFAULT);
  if (set < 0) return -1;
  hid_t space = H5Dget_space(set), stored = H5Dget_type(set);
  hsize_t extent[ORRERY_H5_MAX_RANK];
  int result = -1;
  *rank = H5Sget_simple_extent_ndims(space);
  if (*rank >= 0 && *rank <= ORRERY_H5_MAX_RANK && H5Sget_simple_extent_dims(space, extent, NULL) >= 0) {
    for (int i = 0; i < *rank; i++) shape[i] = (int64_t)extent[i];
    *type = kind_of(stored);
    result = 0;
  }
  H5Tclose(stored);
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
