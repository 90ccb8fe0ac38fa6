#include "CPNG.h"

#include <png.h>
#include <string.h>

static png_image empty_image(void) {
  png_image image;
  memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  return image;
}

static void give_reason(png_image *image, char reason[64]) {
  memcpy(reason, image->message, 64);
  reason[63] = 0;
  png_image_free(image);
}

static png_image rgb_image(uint32_t width, uint32_t height) {
  png_image image = empty_image();
  image.width = width;
  image.height = height;
  image.format = PNG_FORMAT_RGB;
  return image;
}

size_t orrery_png_bound(uint32_t width, uint32_t height) {
  if (width == 0 || height == 0 || width > 65535 || height > 65535) return 0;
  png_image image = rgb_image(width, height);
  return PNG_IMAGE_PNG_SIZE_MAX(image);
}

size_t orrery_png_encode(const uint8_t *rgb, uint32_t width, uint32_t height, uint8_t *bytes, size_t capacity,
                         char reason[64]) {
  png_image image = rgb_image(width, height);
  png_alloc_size_t length = capacity;
  if (png_image_write_to_memory(&image, bytes, &length, 0, rgb, 0, NULL)) return length;
  give_reason(&image, reason);
  return 0;
}

int orrery_png_size(const uint8_t *bytes, size_t length, uint32_t *width, uint32_t *height, char reason[64]) {
  png_image image = empty_image();
  if (!png_image_begin_read_from_memory(&image, bytes, length)) {
    give_reason(&image, reason);
    return 0;
  }
  *width = image.width;
  *height = image.height;
  png_image_free(&image);
  return 1;
}

int orrery_png_decode(const uint8_t *bytes, size_t length, uint8_t *rgb, char reason[64]) {
  png_image image = empty_image();
  png_color black = {0, 0, 0};
  if (png_image_begin_read_from_memory(&image, bytes, length)) {
    image.format = PNG_FORMAT_RGB;
    if (png_image_finish_read(&image, &black, rgb, 0, NULL)) return 1;
  }
  give_reason(&image, reason);
  return 0;
}
