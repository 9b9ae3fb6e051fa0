#include "print/xml.h"

Status xml_begin(Op *op, Xml *xml)
{
    *xml = (Xml){ .arena = op->arena };
    xml->buffer = xmlBufferCreate();
    xml->writer = xml->buffer != NULL ? xmlNewTextWriterMemory(xml->buffer, 0) : NULL;
    if (xml->writer == NULL) {
        xmlBufferFree(xml->buffer);
        return op_broken(op, BROKEN, "libxml2: no writer");
    }
    xml->failed = xmlTextWriterStartDocument(xml->writer, "1.0", "UTF-8", "yes") < 0;
    return OK;
}

Status xml_end(Op *op, Xml *xml, Bytes *out)
{
    if (xmlTextWriterEndDocument(xml->writer) < 0)
        xml->failed = true;
    xmlFreeTextWriter(xml->writer);
    size_t count = (size_t)xmlBufferLength(xml->buffer);
    out->data = arena_copy(op->arena, xmlBufferContent(xml->buffer), count);
    out->count = count;
    xmlBufferFree(xml->buffer);
    if (xml->failed)
        return op_broken(op, BROKEN, "libxml2: writing failed");
    return OK;
}

void xml_open(Xml *xml, const char *name)
{
    if (xmlTextWriterStartElement(xml->writer, (const xmlChar *)name) < 0)
        xml->failed = true;
}

void xml_close(Xml *xml)
{
    if (xmlTextWriterEndElement(xml->writer) < 0)
        xml->failed = true;
}

void xml_attribute(Xml *xml, const char *name, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *value = arena_vprintf(xml->arena, format, args);
    va_end(args);
    if (xmlTextWriterWriteAttribute(xml->writer, (const xmlChar *)name,
                                    (const xmlChar *)value) < 0)
        xml->failed = true;
}

void xml_text(Xml *xml, const char *text)
{
    if (xmlTextWriterWriteString(xml->writer, (const xmlChar *)text) < 0)
        xml->failed = true;
}

void xml_empty(Xml *xml, const char *name, const char *attribute, const char *value)
{
    xml_open(xml, name);
    if (attribute != NULL)
        xml_attribute(xml, attribute, "%s", value);
    xml_close(xml);
}

void xml_raw(Xml *xml, const char *ready)
{
    if (xmlTextWriterWriteRaw(xml->writer, (const xmlChar *)ready) < 0)
        xml->failed = true;
}
