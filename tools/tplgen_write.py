"""What tplgen writes: templates as C functions, and the table of words."""
import os
import re

from tplgen_read import Fault, PLACEHOLDER, Piece, Place, pieces_of

MADE = "/* Made by tools/tplgen; do not edit. */\n"
LITERAL_BYTES_MAX = 1024  # of one C string; the standard promises 4095 characters
FILTERS = {"iso": "html_iso", "weekday": "html_weekday", "short": "html_short_day",
           "lines": "html_lines", "clock": "html_clock"}
IN_TEXT_ONLY = {"lines"}
LANGUAGES = (("zh", "LANGUAGE_CHINESE"), ("en", "LANGUAGE_ENGLISH"))


def c_string(data):
    """Bytes as a C string; a figure after an octal escape can't join it."""
    out = []
    for byte in data:
        c = chr(byte)
        if c == "\n":
            out.append("\\n")
        elif c in '"\\?':
            out.append("\\" + c)
        elif 32 <= byte < 127:
            out.append(c)
        else:
            out.append(f"\\{byte:03o}")
    return '"' + "".join(out) + '"'


def literal_calls(text):
    data = text.encode("utf-8")
    for at in range(0, len(data), LITERAL_BYTES_MAX):
        some = data[at:at + LITERAL_BYTES_MAX]
        yield f"html_literal(out, {c_string(some)}, {len(some)});"


def escaped(text):
    for mark, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(mark, entity)
    return text


def split_outside(text, separator):
    """Splits where no bracket or string is open."""
    parts, depth, start, at = [], 0, 0, 0
    while at < len(text):
        c = text[at]
        if c in "\"'":
            end = re.compile(r"(?:\\.|[^\\%s])*%s" % (c, c)).match(text, at + 1)
            at = end.end() if end else len(text)
            continue
        depth += (c in "([{") - (c in ")]}")
        if depth == 0 and text.startswith(separator, at):
            parts.append(text[start:at])
            start = at + len(separator)
        at += 1
    return parts + [text[start:]]


class File:
    """One template file on its way to C."""

    def __init__(self, path, words, assets):
        self.path, self.words, self.assets = path, words, assets
        self.includes, self.heads, self.used, self.out = [], {}, [], []
        self.blocks, self.place, self.line, self.template = [], Place(), 0, None
        self.pending = ""  # literal text not written yet

    def fault(self, text, line=None):
        raise Fault(self.path, line or self.line, text)

    def emit(self, code):
        self.flush()
        self.out.append(f'#line {self.line} "{self.path}"')
        self.out.append("    " * (1 + len(self.blocks)) + code)

    def flush(self):
        calls = list(literal_calls(self.pending))
        self.pending = ""
        self.out += ["    " * (1 + len(self.blocks)) + call for call in calls]

    def read(self):
        with open(self.path, encoding="utf-8") as file:
            text = file.read()
        for piece in pieces_of(self.path, text):
            self.line = piece.line
            if piece.directive:
                self.directive(piece.text)
            else:
                self.literal(piece)
        if self.template:
            self.fault(f"{self.template} has no {{{{end}}}}")
        return self

    def literal(self, piece: Piece):
        if not self.template:
            if piece.text.strip():
                self.fault("text outside of a template")
            return
        self.pending += self.place.walk(piece.text, lambda at, why: self.fault(
            why, piece.line + piece.text.count("\n", 0, at)))

    # -- directives

    def directive(self, text):
        self.place.settle(self.fault)
        word, _, rest = text.partition(" ")
        rest = rest.strip()
        if text.startswith("--"):
            return
        if word == "template":
            self.begin_template(rest)
        elif word == "include":
            self.includes.append(rest)
        elif not self.template:
            self.fault("a directive outside of a template")
        elif word in ("if", "for", "elif", "else", "end"):
            getattr(self, "do_" + word)(rest)
        elif word in ("use", "t", "asset"):
            getattr(self, "do_" + word)(rest)
        else:
            self.expression(text)

    def begin_template(self, head):
        if self.template:
            self.fault(f"a template within {self.template}")
        match = re.match(r"([a-z][a-z0-9_]*)\((.*)\)$", head)
        if not match:
            self.fault("a template is name(const Type *v)")
        name, parameters = match.groups()
        if name in self.heads:
            self.fault(f"two templates {name}")
        self.template, self.place = name, Place()
        self.heads[name] = f"void tpl_{name}(Html *out{', ' + parameters if parameters else ''})"
        self.out += ["", self.heads[name], "{", "    (void)out;"]
        for parameter in split_outside(parameters, ",") if parameters else []:
            self.out.append(f"    (void){re.findall('[A-Za-z_0-9]+', parameter)[-1]};")

    def open_block(self, kind, code):
        self.emit(code)
        self.blocks.append([kind, self.place.mark(), self.line])

    def same_place(self, what):
        kind, mark, line = self.blocks[-1]
        if self.place.mark() != mark:
            self.fault(f"the {what} ends elsewhere in the HTML than the {{{{{kind}}}}} of line {line} begins")

    def do_if(self, rest):
        self.condition(rest)
        self.open_block("if", f"if ({rest}) {{")

    def condition(self, rest):
        if not rest:
            self.fault("a condition is missing")
        if self.place.url is not None and self.place.url != "path":
            self.fault("no {{if}} before the path of an address has begun")

    def do_for(self, rest):
        match = re.match(r"([a-z][a-z0-9_]*) in (.+)$", rest)
        if not match:
            self.fault("a loop is {{for row in expr}}")
        row, items = match.groups()
        self.condition(rest)
        self.open_block("for", f"for (size_t {row}_n = 1; {row}_n <= ({items}).count; {row}_n++) {{")
        self.emit(f"const __typeof__(({items}).items[0]) *{row} = &({items}).items[{row}_n - 1];")
        self.emit(f"(void){row};")

    def branch(self, code, closes):
        if not self.blocks or self.blocks[-1][0] != "if":
            self.fault("no {{if}} is open here")
        self.same_place("branch")
        self.flush()
        opened = self.blocks.pop()
        self.emit(code)
        self.blocks.append(["else" if closes else "if", opened[1], opened[2]])

    def do_elif(self, rest):
        self.condition(rest)
        self.branch(f"}} else if ({rest}) {{", False)

    def do_else(self, rest):
        if rest:
            self.fault("else stands alone; elif has a condition")
        self.branch("} else {", True)

    def do_end(self, rest):
        if rest:
            self.fault("end stands alone")
        if self.blocks:
            self.same_place("block")
            self.flush()
            self.blocks.pop()
            self.emit("}")
            return
        if self.place.state != "text":
            self.fault(f"{self.template} ends within a tag")
        self.flush()
        self.out.append("}")
        self.template = None

    def do_use(self, rest):
        match = re.match(r"([a-z][a-z0-9_]*)\((.*)\)$", rest)
        if not match:
            self.fault("another template is used as name(expr)")
        if self.place.state != "text":
            self.fault("a template is used in text, not in a tag")
        self.used.append((match.group(1), self.line))
        arguments = f", {match.group(2)}" if match.group(2) else ""
        self.emit(f"tpl_{match.group(1)}(out{arguments});")

    def do_asset(self, rest):
        if rest not in self.assets:
            self.fault(f"no asset {rest}")
        if self.place.state != "value" or self.place.url != "":
            self.fault("an asset is a whole address")
        self.place.url = "whole"
        self.pending += self.assets[rest]

    def do_t(self, rest):
        parts = [part for part in split_outside(rest, " ") if part]
        word = self.words.get(parts[0]) if parts else None
        if word is None:
            self.fault(f"no word {parts[0] if parts else ''} in the tables of words")
        if self.place.expression(self.fault) != "text":
            self.fault("no words in an address")
        given = {}
        for part in parts[1:]:
            name, _, value = part.partition("=")
            given[name] = value
        if set(given) != word.names or not all(given.values()):
            self.fault(f"{word.key} wants {', '.join(sorted(word.names)) or 'no placeholders'}")
        if word.zh == word.en and not word.names:
            self.pending += escaped(word.zh)
            return
        for (attribute, language), head in zip(LANGUAGES, ("if (out->language == %s) {", "} else {")):
            self.emit(head % language if "%s" in head else head)
            self.phrase(getattr(word, attribute), given)
        self.emit("}")

    def phrase(self, text, given):
        for number, part in enumerate(PLACEHOLDER.split(text)):
            if number % 2:
                self.emit(f"html_put(out, {given[part]});")
            else:
                self.pending += escaped(part)
        self.flush()

    def expression(self, text):
        how = self.place.expression(self.fault)
        parts = split_outside(text, " | ")
        filter_name = parts[-1].strip() if len(parts) > 1 else ""
        if not text or text.endswith(";"):
            self.fault("an expression of C, without ;")
        if filter_name in FILTERS:
            if how != "text" or (filter_name in IN_TEXT_ONLY and self.place.state != "text"):
                self.fault(f"{filter_name} does not go here")
            self.emit(f"{FILTERS[filter_name]}(out, {' | '.join(parts[:-1])});")
        elif re.match(r"[a-z_]+$", filter_name) and len(parts) > 1:
            self.fault(f"no filter {filter_name}: {', '.join(sorted(FILTERS))}")
        else:
            put = {"text": "html_put", "part": "html_put_part", "url": "html_url"}[how]
            self.emit(f"{put}(out, {text});")


def heads_of(files):
    """Name → head of all templates, each in one file."""
    heads = {}
    for file in files:
        for name, head in file.heads.items():
            if name in heads:
                raise Fault(file.path, 1, f"{name} is also in another file")
            heads[name] = head
    return heads


def templates(name, paths, known, words, assets):
    """The header and the source of all template files."""
    files = [File(path, words, assets).read() for path in paths]
    others = [File(path, words, assets).read() for path in known]
    heads = heads_of(files + others)
    for file in files:
        for used, line in file.used:
            if used not in heads:
                raise Fault(file.path, line, f"no template {used}")
    include = f"web/{name}_gen.h" if not known else f"{name}_gen.h"
    includes = {text for file in files for text in file.includes} | {'"web/html.h"'}
    if known:
        includes.add('"web/templates_gen.h"')
    guard = f"WEB_{name.upper()}_GEN_H"
    header = (MADE + f"#ifndef {guard}\n#define {guard}\n\n"
              + "".join(f"#include {text}\n" for text in sorted(includes)) + "\n"
              + "".join(f"{head};\n" for _, head in sorted(heads_of(files).items())) + "\n#endif\n")
    body = "\n".join(line for file in files for line in file.out)
    return header, f'{MADE}#include "{include}"\n{body}\n'


def word_table(words, assets):
    """The table as C: enum Word, and each word in each language; and the digests of assets."""
    keys = sorted(words)
    names = ["WORD_" + re.sub(r"[.-]", "_", key).upper() for key in keys]
    header = (MADE + "#ifndef WEB_WORDS_GEN_H\n#define WEB_WORDS_GEN_H\n\n#include <stddef.h>\n\n"
              "typedef enum Word {\n" + "".join(f"    {name},\n" for name in names)
              + f"    WORD_COUNT = {len(names)}\n}} Word;\n\n"
              "/* The text in Chinese and in English, by Word. */\n"
              "extern const char *const word_texts[WORD_COUNT][2];\n\n"
              "/* What an asset is called in an address. */\n"
              "typedef struct AssetAddress {\n    const char *name;\n    const char *digest; /* as in ?v= */\n"
              "    const char *address;\n} AssetAddress;\n"
              f"#define ASSET_ADDRESS_COUNT {len(assets)}\n"
              "extern const AssetAddress asset_addresses[];\n\n#endif\n")
    rows = "".join(f"    [{name}] = {{ {c_string(words[key].zh.encode())}, "
                   f"{c_string(words[key].en.encode())} }},\n" for name, key in zip(names, keys))
    at = "".join(f'    {{ "{os.path.basename(name)}", "{digest}", "{address}" }},\n'
                 for name, (address, digest) in sorted(assets.items()))
    source = (f'{MADE}#include "web/words_gen.h"\n\nconst char *const word_texts[WORD_COUNT][2] = {{\n'
              f"{rows}}};\n\nconst AssetAddress asset_addresses[] = {{\n{at}    {{ NULL, NULL, NULL }}\n}};\n")
    return header, source
