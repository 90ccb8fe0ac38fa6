#include "CHDF5.h"

#include <hdf5.h>
#include <string.h>

static int set_attribute(OrreryH5 file, const char *object, const char *name, hid_t type, const void *value) {
  hid_t space = H5Screate(H5S_SCALAR);
  hid_t attribute = H5Acreate_by_name(file, object, name, type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
  int result = attribute < 0 ? -1 : H5Awrite(attribute, type, value);
  if (attribute >= 0) H5Aclose(attribute);
  H5Sclose(space);
  return result;
}

int orrery_h5_set_string(OrreryH5 file, const char *object, const char *name, const char *value) {
  // Of fixed length, although h5py then gives bytes: those of variable length lie in a heap without checksums, on
  // which HDF5 1.10 loops for ever once a byte of it is damaged.
  hid_t type = H5Tcopy(H5T_C_S1);
  H5Tset_size(type, strlen(value) + 1);
  H5Tset_cset(type, H5T_CSET_UTF8);
  int result = set_attribute(file, object, name, type, value);
  H5Tclose(type);
  return result;
}

int orrery_h5_set_int(OrreryH5 file, const char *object, const char *name, int64_t value) {
  return set_attribute(file, object, name, H5T_NATIVE_INT64, &value);
}

int orrery_h5_set_double(OrreryH5 file, const char *object, const char *name, double value) {
  return set_attribute(file, object, name, H5T_NATIVE_DOUBLE, &value);
}

int orrery_h5_has_attribute(OrreryH5 file, const char *object, const char *name) {
  return H5Aexists_by_name(file, object, name, H5P_DEFAULT) > 0;
}

static int64_t copy_text(const char *text, size_t longest, char *value, int64_t capacity) {
  const int64_t length = (int64_t)strnlen(text, longest);
  if (value) {
    const int64_t kept = length < capacity - 1 ? length : capacity - 1;
    memcpy(value, text, kept);
    value[kept] = '\0';
  }
  return length;
}

// Strings of variable length are read too: h5py writes them.
int64_t orrery_h5_get_string(OrreryH5 file, const char *object, const char *name, char *value, int64_t capacity) {
  hid_t attribute = H5Aopen_by_name(file, object, name, H5P_DEFAULT, H5P_DEFAULT);
  if (attribute < 0) return -1;
  hid_t type = H5Aget_type(attribute);
  int64_t length = -1;
  if (H5Tget_class(type) == H5T_STRING && H5Tis_variable_str(type) > 0) {
    char *text = NULL;
    if (H5Aread(attribute, type, &text) >= 0 && text) {
      length = copy_text(text, (size_t)-1, value, capacity);
      H5free_memory(text);
    }
  } else if (H5Tget_class(type) == H5T_STRING) {
    const size_t size = H5Tget_size(type);
    char *text = H5allocate_memory(size, 1);
    if (H5Aread(attribute, type, text) >= 0) length = copy_text(text, size, value, capacity);
    H5free_memory(text);
  }
  H5Tclose(type);
  H5Aclose(attribute);
  return length;
}

static int get_number(OrreryH5 file, const char *object, const char *name, hid_t type, void *value) {
  hid_t attribute = H5Aopen_by_name(file, object, name, H5P_DEFAULT, H5P_DEFAULT);
  if (attribute < 0) return -1;
  hid_t space = H5Aget_space(attribute);
  int result = H5Sget_simple_extent_npoints(space) == 1 ? H5Aread(attribute, type, value) : -1;
  H5Sclose(space);
  H5Aclose(attribute);
  return result < 0 ? -1 : 0;
}

int orrery_h5_get_int(OrreryH5 file, const char *object, const char *name, int64_t *value) {
  return get_number(file, object, name, H5T_NATIVE_INT64, value);
}

int orrery_h5_get_double(OrreryH5 file, const char *object, const char *name, double *value) {
  return get_number(file, object, name, H5T_NATIVE_DOUBLE, value);
}
