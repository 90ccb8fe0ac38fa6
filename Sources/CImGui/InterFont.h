// Fonts held in the program, so that no file is needed at run time.
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

extern const unsigned char orrery_font_regular[];
extern const int orrery_font_regular_length;
extern const unsigned char orrery_font_semibold[];
extern const int orrery_font_semibold_length;

#ifdef __cplusplus
}
#endif
