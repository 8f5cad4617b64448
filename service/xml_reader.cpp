#include "service/xml_reader.hpp"

#include <expat.h>

#include <algorithm>
#include <exception>
#include <memory>
#include <new>

#include "domain/error.hpp"

namespace service {
namespace {

constexpr char name_separator = '|';
constexpr int deepest = 64;

std::string_view local_name(std::string_view name) {
  const auto end = name.rfind(name_separator);
  return end == std::string_view::npos ? name : name.substr(end + 1);
}

struct FreeParser {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};
using Parser = std::unique_ptr<XML_ParserStruct, FreeParser>;

// No exception may pass through expat's own frames.
struct Reading {
  XmlVisitor& visitor;
  XML_Parser parser;
  std::exception_ptr failure{};
  int depth = 0;

  template <class Step>
  void take(const Step& step) {
    if (failure) return;
    try {
      step();
    } catch (...) {
      failure = std::current_exception();
      (void)XML_StopParser(parser, XML_FALSE);
    }
  }
};

[[noreturn]] void refuse_xml() {
  throw domain::Error(domain::ErrorKind::invalid, "xlsx", "the file is not a readable XLSX workbook");
}

void on_begin(void* data, const char* name, const char** attributes) {
  auto& reading = *static_cast<Reading*>(data);
  reading.take([&] {
    if (++reading.depth > deepest) refuse_xml();
    reading.visitor.begin(local_name(name), XmlAttributes(attributes));
  });
}

void on_end(void* data, const char* name) {
  auto& reading = *static_cast<Reading*>(data);
  reading.take([&] {
    --reading.depth;
    reading.visitor.end(local_name(name));
  });
}

void on_text(void* data, const char* text, int size) {
  auto& reading = *static_cast<Reading*>(data);
  reading.take([&] { reading.visitor.text(std::string_view(text, static_cast<std::size_t>(size))); });
}

void on_doctype(void* data, const char*, const char*, const char*, int) {
  static_cast<Reading*>(data)->take([] { refuse_xml(); });
}

}  // namespace

std::string_view XmlAttributes::find(std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2)
    if (local_name(pair[0]) == name) return pair[1];
  return {};
}

void read_xml(std::string_view document, XmlVisitor& visitor) {
  const Parser parser(XML_ParserCreateNS(nullptr, name_separator));
  if (!parser) throw std::bad_alloc();
  Reading reading{visitor, parser.get()};
  XML_SetUserData(parser.get(), &reading);
  XML_SetElementHandler(parser.get(), on_begin, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
  constexpr std::size_t piece = 1024 * 1024;
  for (std::size_t at = 0;; at += piece) {
    const std::string_view part = document.substr(std::min(at, document.size()), piece);
    const bool last = at + part.size() >= document.size();
    const auto status = XML_Parse(parser.get(), part.data(), static_cast<int>(part.size()), last ? 1 : 0);
    if (reading.failure) std::rethrow_exception(reading.failure);
    if (status != XML_STATUS_OK) refuse_xml();
    if (last) return;
  }
}

}  // namespace service
