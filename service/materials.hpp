#pragma once
#include "domain/keep_materials.hpp"
#include "service/http.hpp"
#include "service/uploads.hpp"

// Materials in the JSON interface, and their files wherever they are asked for.
namespace service {

struct App;

Reply list_materials(const Request& request, App& app);
// A file as multipart/form-data, or a link as JSON.
Reply create_material(const Request& request, App& app);
Reply delete_material(const Request& request, App& app);
// What a file holds; a link leads on.
Reply show_material(const Request& request, App& app);
Reply show_material_by_link(const Request& request, App& app);

// What a form with a file says: file, url, title, language, for_registered, whole_series. Throws Error{invalid} with
// all that is wrong: "file_type" of a file that is none of those let through, "required" where there is neither a file
// nor a link. `form` outlives the answer.
[[nodiscard]] domain::NewMaterial read_material(const UploadedForm& form);
// As the settings allow.
[[nodiscard]] domain::Material add_material(const Request& request, const App& app, domain::NewMaterial wanted);

}  // namespace service
