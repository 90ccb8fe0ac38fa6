// FFmpeg's C libraries, with wrappers for what Swift cannot import: cast macros, compound literals and variadics.
#pragma once

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/imgutils.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>

// `AVERROR_EOF`, `AVERROR(EAGAIN)` and `AV_NOPTS_VALUE` are casts of expressions.
static inline int orrery_av_eof(void) { return AVERROR_EOF; }
static inline int orrery_av_again(void) { return AVERROR(EAGAIN); }
static inline int64_t orrery_av_no_pts(void) { return AV_NOPTS_VALUE; }

// FFmpeg logs through a variadic callback: the last error is kept for this thread, and nothing is printed.
void orrery_av_quiet(void);

// Forgets the last error of this thread.
void orrery_av_clear_message(void);

// The last error that FFmpeg logged on this thread, without a line end; empty where there was none.
const char *orrery_av_message(void);
