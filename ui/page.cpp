#include "ui/page.hpp"

#include <ctemplate/template.h>
#include <ctemplate/template_dictionary.h>

#include <cstdio>
#include <stdexcept>

#include "ui/assets.hpp"
#include "ui/templates.hpp"

namespace ui {
namespace {

ctemplate::TemplateString view(std::string_view text) {
  return {text.data(), text.size()};
}

std::string with_language(const std::string& address, const std::string& tag) {
  auto out = address;
  if (const auto at = out.find("{lang}"); at != std::string::npos) out.replace(at, 6, tag);
  return out;
}

}  // namespace

void Values::set(std::string_view name, std::string_view text) {
  dictionary_->SetValue(view(name), view(text));
}

void Values::set(std::string_view name, std::int64_t number) {
  dictionary_->SetIntValue(view(name), static_cast<long>(number));
}

void Values::set_if(std::string_view name, std::string_view text) {
  if (!text.empty()) dictionary_->SetValueAndShowSection(view(name), view(text), view(name));
}

void Values::show(std::string_view section) {
  dictionary_->ShowSection(view(section));
}

void Values::show_if(bool condition, std::string_view section) {
  if (condition) show(section);
}

Values Values::add(std::string_view section) {
  return Values(*dictionary_->AddSectionDictionary(view(section)), prefix_);
}

Values Values::include(std::string_view name, std::string_view file) {
  auto* included = dictionary_->AddIncludeDictionary(view(name));
  const auto key = prefix_ + std::string(file);
  included->SetFilename(view(key));
  return Values(*included, prefix_);
}

Page::Page(const Pages& pages, const PageContext& context, std::string_view file, std::string_view layout)
    : pages_(pages),
      context_(context),
      reader_(pages.reader(context.language)),
      prefix_(reader_.language().str() + '/'),
      layout_file_(layout),
      dictionary_(std::make_unique<ctemplate::TemplateDictionary>("page")),
      root_(std::make_unique<Values>(*dictionary_, prefix_)),
      body_(std::make_unique<Values>(root_->include("BODY", file))) {
  fill_layout();
}

Page::~Page() = default;
Page::Page(Page&&) noexcept = default;

void Page::title(std::string_view title) {
  dictionary_->SetTemplateGlobalValue("TITLE", view(title));
}

void Page::fill_layout() {
  const auto global = [this](const char* name, std::string_view value) {
    dictionary_->SetTemplateGlobalValue(name, view(value));
  };
  const auto tag = reader_.language().str();
  global("LANG", tag);
  global("DIR", reader_.right_to_left() ? "rtl" : "ltr");
  global("SITE", context_.site_name);
  global("BASE_URL", context_.base_url);
  global("CSRF", context_.csrf_token);
  global("SIGNED_IN", context_.signed_in_name);
  global("STYLES", asset_url("public.css"));
  global("SCRIPT", asset_url("public.js"));
  global("ORGANISER_STYLES", asset_url("organiser.css"));
  global("ORGANISER_SCRIPT", asset_url("organiser.js"));
  global("ICONS", asset_url("icons.svg"));
  global("FAVICON", asset_url("favicon.svg"));
  global("ADDRESS", with_language(context_.address, tag));
  global("FORM", context_.form);
  root_->show_if(!context_.form.empty(), "FILLED_IN");
  root_->show_if(!context_.indexable, "NOINDEX");
  root_->show_if(!context_.signed_in_name.empty(), "IS_SIGNED_IN");
  for (const auto& language : pages_.catalogue().languages()) {
    const auto* entry = pages_.lists().language(language);
    auto link = root_->add(language == reader_.language() ? "THIS_LANGUAGE" : "OTHER_LANGUAGE");
    link.set("TAG", language.str());
    link.set("ENDONYM", entry == nullptr ? language.str() : entry->endonym);
    link.set("HREF", with_language(context_.address, language.str()));
    link.set("LINK_DIR", domain::is_right_to_left(language) ? "rtl" : "ltr");
    link.show(context_.form.empty() ? "LINK" : "BUTTON");
    if (!context_.indexable) continue;
    auto alternate = root_->add("ALTERNATE");
    alternate.set("TAG", language.str());
    alternate.set("HREF", context_.base_url + with_language(context_.address, language.str()));
  }
}

std::string Page::html() const {
  return pages_.templates_->expand(prefix_ + layout_file_, *dictionary_);
}

}  // namespace ui
