#include "service/materials.hpp"

#include "domain/manage_registration.hpp"
#include "service/abuse_limits.hpp"
#include "service/api_request.hpp"
#include "service/app.hpp"
#include "service/event_json.hpp"
#include "service/file_type.hpp"
#include "service/files_on_the_way.hpp"
#include "service/form_input.hpp"
#include "service/header_values.hpp"
#include "service/json_object.hpp"
#include "service/link_pages.hpp"

namespace service {
namespace {

using domain::MaterialReader;

constexpr std::size_t longest_title = 200;
constexpr std::size_t longest_url = 2000;
constexpr std::size_t most_bytes_on_the_way = 256 * 1024 * 1024;
constexpr std::size_t most_bytes_to_one_address = 64 * 1024 * 1024;

[[noreturn]] void refuse_missing() {
  throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such material");
}

domain::Event event_of(const domain::Snapshot& snapshot, domain::EventId id) {
  auto event = snapshot.events().find(id);
  if (!event) throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such event");
  return std::move(*event);
}

Json material_json(const domain::Material& material, domain::EventId event, const App& app) {
  Json::Object object{{"id", material.id.value}, {"title", material.title}};
  if (material.language) object.push_back({"language", material.language->str()});
  object.push_back({"for_registered", material.for_registered});
  object.push_back({"whole_series", material.series.has_value()});
  if (const auto* file = material.file()) {
    const std::string address = app.settings.server.base_url + "/events/" + std::to_string(event.value) +
                                "/materials/" + std::to_string(material.id.value);
    object.push_back({"url", address});
    object.push_back(
        {"file", Json::Object{{"name", file->name}, {"media_type", file->media_type}, {"size", file->size}}});
  } else {
    object.push_back({"url", std::get<domain::Link>(material.content).url});
  }
  object.push_back({"added_time", domain::format_rfc3339(material.added_time)});
  return object;
}

std::optional<domain::LanguageTag> language_of(const std::string& text, domain::Violations& violations) {
  std::optional<domain::LanguageTag> language;
  if (!text.empty()) gather(violations, [&] { language.emplace(text, "language"); });
  return language;
}

domain::NewMaterial read_link(const Request& request) {
  const Json body = read_json(request);
  domain::Violations violations;
  JsonObject object(body, "", violations);
  domain::NewMaterial wanted;
  object.require("url");
  wanted.url = object.text("url", longest_url).value_or("");
  wanted.title = object.text("title", longest_title).value_or("");
  wanted.language = language_of(object.text("language", longest_title).value_or(""), violations);
  wanted.for_registered = object.boolean("for_registered").value_or(false);
  wanted.whole_series = object.boolean("whole_series").value_or(false);
  object.refuse_others();
  violations.throw_if_any();
  return wanted;
}

std::shared_ptr<const std::string> bytes_of(const Request& request, const App& app, const domain::MaterialFile& file) {
  // By content, so that it does not matter whose the file is.
  static FilesOnTheWay files(most_bytes_on_the_way, most_bytes_to_one_address);
  const std::string reader = limited_address(request.remote_address);
  return files.get(reader, file.digest, static_cast<std::size_t>(file.size), [&] {
    std::string bytes;
    app.ports.store.read([&](const domain::Snapshot& snapshot) { bytes = snapshot.materials().content(file.id); });
    if (bytes.empty()) refuse_missing();
    return bytes;
  });
}

// Never shown in the place of a page, whatever a browser thinks that it is.
Reply file_reply(const Request& request, const App& app, const domain::MaterialFile& file) {
  const std::string tag = "\"" + file.digest.substr(0, 32) + "\"";
  Reply reply;
  reply.headers = {{"ETag", tag}};
  if (const auto known = request.header("If-None-Match"); known && matches_etag(*known, tag)) {
    reply.status = 304;
    return reply;
  }
  reply.content_type = file.media_type + (file.media_type.starts_with("text/") ? "; charset=utf-8" : "");
  reply.headers.emplace_back("Content-Disposition", attachment_header(file.name));
  reply.headers.emplace_back("Content-Security-Policy", "default-src 'none'; sandbox");
  reply.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
  reply.body = bytes_of(request, app, file);
  return reply;
}

Reply material_reply(const Request& request, const App& app, const std::optional<domain::Material>& material) {
  if (!material) refuse_missing();
  if (const auto* file = material->file()) return file_reply(request, app, *file);
  Reply reply;
  reply.status = 302;
  reply.headers = {{"Location", std::get<domain::Link>(material->content).url}};
  return reply;
}

}  // namespace

domain::NewMaterial read_material(const UploadedForm& form) {
  domain::Violations violations;
  domain::NewMaterial wanted;
  wanted.title = form_value(form.fields, "title");
  wanted.url = form_value(form.fields, "url");
  wanted.language = language_of(form_value(form.fields, "language"), violations);
  wanted.for_registered = !form_value(form.fields, "for_registered").empty();
  wanted.whole_series = !form_value(form.fields, "whole_series").empty();
  if (!form.files.empty()) {
    gather(violations, [&] {
      const UploadedFile& file = required_file(form, "file");
      const auto type = detect_file_type(file.bytes);
      if (!type) {
        throw domain::Error(domain::ErrorKind::invalid, "file_type",
                            "must be PDF, JPEG, PNG, GIF, WebP, DOCX, XLSX, PPTX, ODT, ODS, ODP or plain text", "file");
      }
      wanted.file_name = file_name_for(file.name, *type);
      wanted.media_type = type->media_type;
      wanted.bytes = file.bytes;
    });
    violations.require(wanted.url.empty(), "url", "file_and_link", "must be empty where a file is given");
  } else {
    violations.require(!wanted.url.empty(), "file", "file_or_link", "needs a file or a link");
  }
  violations.throw_if_any();
  return wanted;
}

domain::Material add_material(const Request& request, const App& app, domain::NewMaterial wanted) {
  return domain::add_material(app.ports, signed_in(request), event_in_path(request), std::move(wanted),
                              app.settings.material_bytes);
}

Reply list_materials(const Request& request, App& app) {
  const auto id = event_in_path(request);
  std::vector<domain::Material> materials;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    const auto event = event_of(snapshot, id);
    materials = domain::materials_for(snapshot, event, domain::material_reader(request.principal, event));
  });
  Json::Array list;
  for (const domain::Material& material : materials) list.push_back(material_json(material, id, app));
  return json_reply(200, to_text(list_json(std::move(list))));
}

Reply create_material(const Request& request, App& app) {
  const UploadedForm form = is_multipart(request) ? read_upload(request) : UploadedForm{};
  const auto material = add_material(request, app, is_multipart(request) ? read_material(form) : read_link(request));
  return json_reply(201, to_text(material_json(material, event_in_path(request), app)));
}

Reply delete_material(const Request& request, App& app) {
  domain::remove_material(app.ports, signed_in(request), event_in_path(request), {id_in_path(request, "material")});
  return {204, "", nullptr, {}};
}

Reply show_material(const Request& request, App& app) {
  const auto id = event_in_path(request);
  std::optional<domain::Material> material;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    const auto event = event_of(snapshot, id);
    material = domain::find_material(snapshot, event, {id_in_path(request, "material")},
                                     domain::material_reader(request.principal, event));
  });
  return material_reply(request, app, material);
}

Reply show_material_by_link(const Request& request, App& app) {
  const auto view = domain::view_registration(app.ports, token_in_path(request, app));
  if (!domain::sees_materials(view.registration)) refuse_missing();
  std::optional<domain::Material> material;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    material =
        domain::find_material(snapshot, view.event, {id_in_path(request, "material")}, MaterialReader::registered);
  });
  return material_reply(request, app, material);
}

}  // namespace service
