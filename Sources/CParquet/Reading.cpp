#include <arrow/api.h>
#include <arrow/io/file.h>
#include <arrow/util/float16.h>
#include <parquet/arrow/reader.h>

#include <cmath>
#include <cstdlib>
#include <cstring>

#include "Internal.h"

struct OrreryParquet {
  std::unique_ptr<parquet::arrow::FileReader> reader;
  std::shared_ptr<arrow::Schema> schema;
  int64_t rows = 0;
};

namespace {

bool is_list(const arrow::DataType &type) {
  return type.id() == arrow::Type::LIST || type.id() == arrow::Type::LARGE_LIST ||
         type.id() == arrow::Type::FIXED_SIZE_LIST;
}

// Moments and durations are numbers too: seconds, a moment's since 1970.
bool counts_time(arrow::Type::type id) {
  return id == arrow::Type::TIMESTAMP || id == arrow::Type::TIME32 || id == arrow::Type::TIME64 ||
         id == arrow::Type::DURATION || id == arrow::Type::DATE32 || id == arrow::Type::DATE64;
}

int picture_field(const arrow::DataType &type) {
  return type.id() == arrow::Type::STRUCT ? static_cast<const arrow::StructType &>(type).GetFieldIndex("bytes") : -1;
}

int kind_of(const arrow::DataType &type) {
  if (is_list(type)) {
    const int inner = kind_of(*type.field(0)->type());
    return inner == ORRERY_PARQUET_PICTURES ? ORRERY_PARQUET_OTHER : inner;
  }
  if (arrow::is_integer(type.id()) || arrow::is_floating(type.id()) || type.id() == arrow::Type::BOOL ||
      counts_time(type.id()))
    return ORRERY_PARQUET_NUMBERS;
  if (arrow::is_base_binary_like(type.id())) return ORRERY_PARQUET_TEXTS;
  return picture_field(type) >= 0 ? ORRERY_PARQUET_PICTURES : ORRERY_PARQUET_OTHER;
}

template <typename Array>
double value_of(const arrow::Array &array, int64_t i) {
  return static_cast<double>(static_cast<const Array &>(array).Value(i));
}

// Whole seconds are split off first: nanoseconds since 1970 have more digits than a double.
double seconds(int64_t ticks, arrow::TimeUnit::type unit) {
  int64_t rate = 1;
  if (unit == arrow::TimeUnit::MILLI) rate = 1000;
  if (unit == arrow::TimeUnit::MICRO) rate = 1000 * 1000;
  if (unit == arrow::TimeUnit::NANO) rate = 1000 * 1000 * 1000;
  return static_cast<double>(ticks / rate) + static_cast<double>(ticks % rate) / static_cast<double>(rate);
}

template <typename Array, typename Type>
double seconds_of(const arrow::Array &array, int64_t i) {
  return seconds(static_cast<const Array &>(array).Value(i), static_cast<const Type &>(*array.type()).unit());
}

double number(const arrow::Array &array, int64_t i) {
  if (array.IsNull(i)) return NAN;
  switch (array.type_id()) {
    case arrow::Type::BOOL: return value_of<arrow::BooleanArray>(array, i);
    case arrow::Type::INT8: return value_of<arrow::Int8Array>(array, i);
    case arrow::Type::INT16: return value_of<arrow::Int16Array>(array, i);
    case arrow::Type::INT32: return value_of<arrow::Int32Array>(array, i);
    case arrow::Type::INT64: return value_of<arrow::Int64Array>(array, i);
    case arrow::Type::UINT8: return value_of<arrow::UInt8Array>(array, i);
    case arrow::Type::UINT16: return value_of<arrow::UInt16Array>(array, i);
    case arrow::Type::UINT32: return value_of<arrow::UInt32Array>(array, i);
    case arrow::Type::UINT64: return value_of<arrow::UInt64Array>(array, i);
    case arrow::Type::HALF_FLOAT:
      return arrow::util::Float16::FromBits(static_cast<const arrow::HalfFloatArray &>(array).Value(i)).ToDouble();
    case arrow::Type::FLOAT: return value_of<arrow::FloatArray>(array, i);
    case arrow::Type::DOUBLE: return value_of<arrow::DoubleArray>(array, i);
    case arrow::Type::TIMESTAMP: return seconds_of<arrow::TimestampArray, arrow::TimestampType>(array, i);
    case arrow::Type::TIME32: return seconds_of<arrow::Time32Array, arrow::Time32Type>(array, i);
    case arrow::Type::TIME64: return seconds_of<arrow::Time64Array, arrow::Time64Type>(array, i);
    case arrow::Type::DURATION: return seconds_of<arrow::DurationArray, arrow::DurationType>(array, i);
    case arrow::Type::DATE32: return 86400 * value_of<arrow::Date32Array>(array, i);
    case arrow::Type::DATE64: return value_of<arrow::Date64Array>(array, i) / 1000;
    default: throw std::runtime_error("the column holds no numbers");
  }
}

// Calls `leaf` for each element at the bottom of row `i`, whatever lists it stands in.
template <typename Leaf>
void visit(const arrow::Array &array, int64_t i, const Leaf &leaf) {
  if (!is_list(*array.type())) return leaf(array, i);
  if (array.IsNull(i)) return;
  auto each = [&](const auto &list) {
    for (int64_t k = list.value_offset(i); k < list.value_offset(i) + list.value_length(i); k++)
      visit(*list.values(), k, leaf);
  };
  switch (array.type_id()) {
    case arrow::Type::LIST: return each(static_cast<const arrow::ListArray &>(array));
    case arrow::Type::LARGE_LIST: return each(static_cast<const arrow::LargeListArray &>(array));
    default: return each(static_cast<const arrow::FixedSizeListArray &>(array));
  }
}

std::string_view text(const arrow::Array &array, int64_t i) {
  if (array.IsNull(i)) return {};
  switch (array.type_id()) {
    case arrow::Type::BINARY:
    case arrow::Type::STRING: return static_cast<const arrow::BinaryArray &>(array).GetView(i);
    case arrow::Type::LARGE_BINARY:
    case arrow::Type::LARGE_STRING: return static_cast<const arrow::LargeBinaryArray &>(array).GetView(i);
    default: throw std::runtime_error("the column holds no texts");
  }
}

std::shared_ptr<arrow::ChunkedArray> column_of(const OrreryParquet *file, int column) {
  std::shared_ptr<arrow::ChunkedArray> chunks;
  require(file->reader->ReadColumn(column, &chunks));
  require(chunks->ValidateFull());
  if (chunks->length() != file->rows) throw std::runtime_error("the column is shorter than the table");
  return chunks;
}

template <typename Value>
Value *copied(const std::vector<Value> &values) {
  auto *copy = static_cast<Value *>(malloc(values.size() * sizeof(Value) + 1));
  if (!copy) throw std::bad_alloc();
  if (!values.empty()) memcpy(copy, values.data(), values.size() * sizeof(Value));
  return copy;
}

void append(std::vector<uint8_t> &bytes, std::string_view more) { bytes.insert(bytes.end(), more.begin(), more.end()); }

void append_texts(std::vector<uint8_t> &bytes, const arrow::Array &chunk, int64_t i) {
  const int field = picture_field(*chunk.type());
  if (field >= 0) {
    if (!chunk.IsNull(i)) append(bytes, text(*static_cast<const arrow::StructArray &>(chunk).field(field), i));
    return;
  }
  bool is_first = true;
  visit(chunk, i, [&](const arrow::Array &array, int64_t k) {
    if (!is_first) bytes.push_back('\n');
    is_first = false;
    append(bytes, text(array, k));
  });
}

}  // namespace

OrreryParquet *orrery_parquet_open(const char *path, char *error, size_t capacity) {
  auto file = std::make_unique<OrreryParquet>();
  const int result = guarded(error, capacity, [&] {
    auto input = arrow::io::ReadableFile::Open(path);
    require(input.status());
    auto reader = parquet::arrow::OpenFile(*input, arrow::default_memory_pool());
    require(reader.status());
    file->reader = std::move(*reader);
    // One thread: columns are small, and the program has its own threads.
    file->reader->set_use_threads(false);
    require(file->reader->GetSchema(&file->schema));
    file->rows = file->reader->parquet_reader()->metadata()->num_rows();
    if (file->rows < 0) throw std::runtime_error("the number of rows is negative");
  });
  return result == 0 ? file.release() : nullptr;
}

void orrery_parquet_close(OrreryParquet *file) { delete file; }
int64_t orrery_parquet_rows(const OrreryParquet *file) { return file->rows; }
int orrery_parquet_columns(const OrreryParquet *file) { return file->schema->num_fields(); }
const char *orrery_parquet_name(const OrreryParquet *file, int column) {
  return file->schema->field(column)->name().c_str();
}
int orrery_parquet_kind(const OrreryParquet *file, int column) { return kind_of(*file->schema->field(column)->type()); }

int orrery_parquet_numbers(const OrreryParquet *file, int column, double **values, int64_t **ends, char *error,
                           size_t capacity) {
  return guarded(error, capacity, [&] {
    std::vector<double> numbers;
    std::vector<int64_t> counts;
    const auto held = column_of(file, column);
    for (const auto &chunk : held->chunks())
      for (int64_t i = 0; i < chunk->length(); i++) {
        visit(*chunk, i, [&](const arrow::Array &array, int64_t k) { numbers.push_back(number(array, k)); });
        counts.push_back(static_cast<int64_t>(numbers.size()));
      }
    *values = copied(numbers);
    *ends = copied(counts);
  });
}

int orrery_parquet_texts(const OrreryParquet *file, int column, uint8_t **bytes, int64_t **ends, char *error,
                         size_t capacity) {
  return guarded(error, capacity, [&] {
    std::vector<uint8_t> gathered;
    std::vector<int64_t> counts;
    const auto held = column_of(file, column);
    for (const auto &chunk : held->chunks())
      for (int64_t i = 0; i < chunk->length(); i++) {
        append_texts(gathered, *chunk, i);
        counts.push_back(static_cast<int64_t>(gathered.size()));
      }
    *bytes = copied(gathered);
    *ends = copied(counts);
  });
}

void orrery_parquet_free(void *memory) { free(memory); }
