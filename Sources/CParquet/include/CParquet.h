// Apache Parquet's C++ reader, as far as tables of robots' recordings need it: columns of numbers, of texts and of
// pictures' bytes. C++ stays behind these functions, and so do its exceptions.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct OrreryParquet OrreryParquet;

enum {
  ORRERY_PARQUET_OTHER = 0,
  // Numbers and truth values, also in lists of any depth; moments (since 1970) and durations, in seconds.
  ORRERY_PARQUET_NUMBERS = 1,
  // Text or bytes, also in lists.
  ORRERY_PARQUET_TEXTS = 2,
  // A structure with a field `bytes`: a picture in a file's bytes.
  ORRERY_PARQUET_PICTURES = 3,
};

/// NULL on failure, with the reason in `error`.
OrreryParquet *orrery_parquet_open(const char *path, char *error, size_t capacity);
void orrery_parquet_close(OrreryParquet *file);

int64_t orrery_parquet_rows(const OrreryParquet *file);
int orrery_parquet_columns(const OrreryParquet *file);
/// The name is valid as long as the file is open.
const char *orrery_parquet_name(const OrreryParquet *file, int column);
/// One of the kinds above.
int orrery_parquet_kind(const OrreryParquet *file, int column);

/// Every number of a column, row after row; missing ones are NaN. `ends` receives, for each row, the count of numbers
/// up to its end. Both are freed with `orrery_parquet_free`. Returns 0, or -1 with the reason in `error`.
int orrery_parquet_numbers(const OrreryParquet *file, int column, double **values, int64_t **ends, char *error,
                           size_t capacity);
/// The bytes of a column's texts or pictures one after the other, and for each row where its bytes end. The texts of a
/// list are joined by line feeds.
int orrery_parquet_texts(const OrreryParquet *file, int column, uint8_t **bytes, int64_t **ends, char *error,
                         size_t capacity);
void orrery_parquet_free(void *memory);

enum {
  ORRERY_PARQUET_FLOAT32 = 0,
  ORRERY_PARQUET_INT64 = 1,
  // Lists of `width` float32.
  ORRERY_PARQUET_VECTOR = 2,
  ORRERY_PARQUET_TEXT = 3,
  // Lists of one text.
  ORRERY_PARQUET_TEXT_LIST = 4,
  // Structures of `bytes` and `path`.
  ORRERY_PARQUET_FILE = 5,
};

/// A column to be written: `rows` × `width` numbers, or bytes one after the other with where each row's end.
typedef struct {
  const char *name;
  int kind;
  int64_t width;
  const double *numbers;
  const uint8_t *bytes;
  const int64_t *ends;
} OrreryParquetColumn;

/// Writes a table, packed with Snappy. Returns 0, or -1 with the reason in `error`.
int orrery_parquet_write(const char *path, int64_t rows, const OrreryParquetColumn *columns, int count, char *error,
                         size_t capacity);

#ifdef __cplusplus
}
#endif
