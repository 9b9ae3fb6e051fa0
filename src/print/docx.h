/* DOCX of a paper: the same document, flowing, for the office's word processor.
 *
 * WordprocessingML (ECMA-376, transitional), with the typefaces offices have:
 * 仿宋_GB2312, 方正小标宋简体, 黑体, 楷体_GB2312, 宋体. Lines are 579 twips
 * and 16 pt characters 5 twentieths of a point closer, so that a page has 22
 * lines of 28 characters; the character grid itself is left off, because
 * word processors disagree about it. The same paper gives the same bytes.
 */
#ifndef PRINT_DOCX_H
#define PRINT_DOCX_H

#include "base/buf.h"
#include "print/document.h"

/* What is returned lives in the op's arena. Refuses what document_check does. */
NODISCARD Status document_write_docx(Op *op, const Document *document, Bytes *out);

#endif
