#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "service/http.hpp"

// Files that come with a form: multipart/form-data (RFC 7578). A route that takes some says so by Route::body_limit;
// whoever may not call it is answered before more than settings.maximum_body of theirs is read. The form carries
// `csrf_token` as every other, and its page says enctype="multipart/form-data".
namespace service {

// What one file may have. With some room for the form around it: Route::body_limit of a route that takes one.
inline constexpr std::size_t maximum_upload = 10 * 1024 * 1024;
inline constexpr std::size_t upload_body_limit = maximum_upload + 64 * 1024;

struct UploadedFile {
  std::string field;       // the input's name
  std::string name;        // without folders, valid UTF-8, no control characters; never to be trusted, may be empty
  std::string_view bytes;  // part of Request::body, and lives as long
};

struct UploadedForm {
  Fields fields;                    // what is no file, in order, valid UTF-8; as Request::form() has them
  std::vector<UploadedFile> files;  // a file input in which nothing was chosen is not among them
};

[[nodiscard]] bool is_multipart(const Request& request);
// Throws Error{invalid, "form_encoding"} for what is no multipart/form-data, or breaks off before its end.
[[nodiscard]] UploadedForm read_upload(const Request& request);
// The file of the input; throws Error{invalid, …, field}: "required" where none was chosen, "file_is_empty", and
// "file_too_large" over `maximum` bytes.
[[nodiscard]] const UploadedFile& required_file(const UploadedForm& form, std::string_view field,
                                                std::size_t maximum = maximum_upload);

}  // namespace service
