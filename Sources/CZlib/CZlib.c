#include "CZlib.h"

#include <zlib.h>

int orrery_inflate(const uint8_t *in, size_t in_length, uint8_t *out, size_t out_length) {
  if (in_length > UINT32_MAX || out_length > UINT32_MAX) return 0;
  z_stream stream = {0};
  // Negative window bits: no zlib header, as inside a zip file.
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return 0;
  stream.next_in = (Bytef *)in;
  stream.avail_in = (uInt)in_length;
  stream.next_out = out;
  stream.avail_out = (uInt)out_length;
  int status = inflate(&stream, Z_FINISH);
  int whole = status == Z_STREAM_END && stream.total_out == out_length;
  inflateEnd(&stream);
  return whole;
}

uint32_t orrery_crc32(const uint8_t *bytes, size_t length) { return (uint32_t)crc32_z(0, bytes, length); }
