#include <arrow/api.h>
#include <arrow/io/file.h>
#include <parquet/arrow/writer.h>

#include "Internal.h"

namespace {

std::string_view text_of(const OrreryParquetColumn &column, int64_t row) {
  const int64_t start = row == 0 ? 0 : column.ends[row - 1];
  return {reinterpret_cast<const char *>(column.bytes) + start, static_cast<size_t>(column.ends[row] - start)};
}

template <typename Builder, typename Value>
std::shared_ptr<arrow::Array> scalars(const OrreryParquetColumn &column, int64_t rows) {
  Builder builder;
  for (int64_t i = 0; i < rows; i++) require(builder.Append(static_cast<Value>(column.numbers[i])));
  return *builder.Finish();
}

std::shared_ptr<arrow::Array> vectors(const OrreryParquetColumn &column, int64_t rows) {
  auto values = std::make_shared<arrow::FloatBuilder>();
  arrow::ListBuilder lists(arrow::default_memory_pool(), values);
  for (int64_t i = 0; i < rows; i++) {
    require(lists.Append());
    for (int64_t k = 0; k < column.width; k++)
      require(values->Append(static_cast<float>(column.numbers[i * column.width + k])));
  }
  return *lists.Finish();
}

template <typename Builder>
std::shared_ptr<arrow::Array> texts(const OrreryParquetColumn &column, int64_t rows) {
  Builder builder;
  for (int64_t i = 0; i < rows; i++) require(builder.Append(text_of(column, i)));
  return *builder.Finish();
}

std::shared_ptr<arrow::Array> lists_of_text(const OrreryParquetColumn &column, int64_t rows) {
  auto values = std::make_shared<arrow::StringBuilder>();
  arrow::ListBuilder lists(arrow::default_memory_pool(), values);
  for (int64_t i = 0; i < rows; i++) {
    require(lists.Append());
    require(values->Append(text_of(column, i)));
  }
  return *lists.Finish();
}

std::shared_ptr<arrow::Array> files(const OrreryParquetColumn &column, int64_t rows) {
  auto paths = arrow::MakeArrayOfNull(arrow::utf8(), rows);
  require(paths.status());
  auto made = arrow::StructArray::Make({texts<arrow::BinaryBuilder>(column, rows), *paths},
                                       std::vector<std::string>{"bytes", "path"});
  require(made.status());
  return *made;
}

std::shared_ptr<arrow::Array> array_of(const OrreryParquetColumn &column, int64_t rows) {
  switch (column.kind) {
    case ORRERY_PARQUET_FLOAT32: return scalars<arrow::FloatBuilder, float>(column, rows);
    case ORRERY_PARQUET_INT64: return scalars<arrow::Int64Builder, int64_t>(column, rows);
    case ORRERY_PARQUET_VECTOR: return vectors(column, rows);
    case ORRERY_PARQUET_TEXT: return texts<arrow::StringBuilder>(column, rows);
    case ORRERY_PARQUET_TEXT_LIST: return lists_of_text(column, rows);
    case ORRERY_PARQUET_FILE: return files(column, rows);
    default: throw std::runtime_error("a column of no known kind");
  }
}

}  // namespace

int orrery_parquet_write(const char *path, int64_t rows, const OrreryParquetColumn *columns, int count, char *error,
                         size_t capacity) {
  return guarded(error, capacity, [&] {
    std::vector<std::shared_ptr<arrow::Field>> fields;
    std::vector<std::shared_ptr<arrow::Array>> arrays;
    for (int i = 0; i < count; i++) {
      arrays.push_back(array_of(columns[i], rows));
      fields.push_back(arrow::field(columns[i].name, arrays.back()->type()));
    }
    auto table = arrow::Table::Make(arrow::schema(fields), arrays, rows);
    auto output = arrow::io::FileOutputStream::Open(path);
    require(output.status());
    auto properties = parquet::WriterProperties::Builder().compression(parquet::Compression::SNAPPY)->build();
    require(parquet::arrow::WriteTable(*table, arrow::default_memory_pool(), *output, 1 << 20, properties));
    require((*output)->Close());
  });
}
