#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace service {

// The attributes of an element, by their names without namespaces.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  // Empty where there is none.
  [[nodiscard]] std::string_view find(std::string_view name) const;

 private:
  const char** pairs_;
};

// What reads an XML document as it goes by. Names are without namespaces.
class XmlVisitor {
 public:
  virtual ~XmlVisitor() = default;
  virtual void begin(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view text) = 0;
};

// Throws Error{invalid, "xlsx"} for what is not well-formed, is nested too deep, or declares a document type: so no
// entities but XML's own. An exception of the visitor ends the reading and comes out of here.
void read_xml(std::string_view document, XmlVisitor& visitor);

}  // namespace service
