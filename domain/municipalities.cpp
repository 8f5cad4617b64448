#include "domain/municipalities.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "domain/search_words.hpp"
#include "domain/text.hpp"

namespace domain {
namespace {

// Statistics Finland's classification of municipalities, 2025.
constexpr std::string_view names =
    "Akaa Alajärvi Alavieska Alavus Asikkala Askola Aura Brändö Eckerö Enonkoski Enontekiö Espoo Eura Eurajoki "
    "Evijärvi "
    "Finström Forssa Föglö Geta Haapajärvi Haapavesi Hailuoto Halsua Hamina Hammarland Hankasalmi Hanko Harjavalta "
    "Hartola Hattula Hausjärvi Heinola Heinävesi Helsinki Hirvensalmi Hollola Huittinen Humppila Hyrynsalmi Hyvinkää "
    "Hämeenkyrö Hämeenlinna Ii Iisalmi Iitti Ikaalinen Ilmajoki Ilomantsi Imatra Inari Inkoo Isojoki Isokyrö Janakkala "
    "Joensuu Jokioinen Jomala Joroinen Joutsa Juuka Juupajoki Juva Jyväskylä Jämijärvi Jämsä Järvenpää Kaarina Kaavi "
    "Kajaani Kalajoki Kangasala Kangasniemi Kankaanpää Kannonkoski Kannus Karijoki Karkkila Karstula Karvia Kaskinen "
    "Kauhajoki Kauhava Kauniainen Kaustinen Keitele Kemi Kemijärvi Keminmaa Kemiönsaari Kempele Kerava Keuruu Kihniö "
    "Kinnula Kirkkonummi Kitee Kittilä Kiuruvesi Kivijärvi Kokemäki Kokkola Kolari Konnevesi Kontiolahti Korsnäs "
    "Koski_Tl Kotka Kouvola Kristiinankaupunki Kruunupyy Kuhmo Kuhmoinen Kumlinge Kuopio Kuortane Kurikka Kustavi "
    "Kuusamo Kyyjärvi Kärkölä Kärsämäki Kökar Lahti Laihia Laitila Lapinjärvi Lapinlahti Lappajärvi Lappeenranta "
    "Lapua Laukaa Lemi Lemland Lempäälä Leppävirta Lestijärvi Lieksa Lieto Liminka Liperi Lohja Loimaa Loppi Loviisa "
    "Luhanka Lumijoki Lumparland Luoto Luumäki Maalahti Maarianhamina Marttila Masku Merijärvi Merikarvia Miehikkälä "
    "Mikkeli Muhos Multia Muonio Mustasaari Muurame Mynämäki Myrskylä Mäntsälä Mänttä-Vilppula Mäntyharju Naantali "
    "Nakkila Nivala Nokia Nousiainen Nurmes Nurmijärvi Närpiö Orimattila Oripää Orivesi Oulainen Oulu Outokumpu "
    "Padasjoki Paimio Paltamo Parainen Parikkala Parkano Pedersören_kunta Pelkosenniemi Pello Perho Petäjävesi "
    "Pieksämäki Pielavesi Pietarsaari Pihtipudas Pirkkala Polvijärvi Pomarkku Pori Pornainen Porvoo Posio Pudasjärvi "
    "Pukkila Punkalaidun Puolanka Puumala Pyhtää Pyhäjoki Pyhäjärvi Pyhäntä Pyhäranta Pälkäne Pöytyä Raahe Raasepori "
    "Raisio Rantasalmi Ranua Rauma Rautalampi Rautavaara Rautjärvi Reisjärvi Riihimäki Ristijärvi Rovaniemi Ruokolahti "
    "Ruovesi Rusko Rääkkylä Saarijärvi Salla Salo Saltvik Sastamala Sauvo Savitaipale Savonlinna Savukoski Seinäjoki "
    "Sievi Siikainen Siikajoki Siikalatva Siilinjärvi Simo Sipoo Siuntio Sodankylä Soini Somero Sonkajärvi Sotkamo "
    "Sottunga Sulkava Sund Suomussalmi Suonenjoki Sysmä Säkylä Taipalsaari Taivalkoski Taivassalo Tammela Tampere "
    "Tervo Tervola Teuva Tohmajärvi Toholampi Toivakka Tornio Turku Tuusniemi Tuusula Tyrnävä Ulvila Urjala Utajärvi "
    "Utsjoki Uurainen Uusikaarlepyy Uusikaupunki Vaala Vaasa Valkeakoski Vantaa Varkaus Vehmaa Vesanto Vesilahti "
    "Veteli Vieremä Vihti Viitasaari Vimpeli Virolahti Virrat Vårdö Vöyri Ylitornio Ylivieska Ylöjärvi Ypäjä Ähtäri "
    "Äänekoski";

// What they are called in Swedish where that is another name; the best known.
constexpr std::array<std::pair<std::string_view, std::string_view>, 36> swedish{{
    {"Helsingfors", "Helsinki"},
    {"Esbo", "Espoo"},
    {"Vanda", "Vantaa"},
    {"Grankulla", "Kauniainen"},
    {"Åbo", "Turku"},
    {"Tammerfors", "Tampere"},
    {"Uleåborg", "Oulu"},
    {"Björneborg", "Pori"},
    {"Vasa", "Vaasa"},
    {"Korsholm", "Mustasaari"},
    {"Borgå", "Porvoo"},
    {"Lovisa", "Loviisa"},
    {"Raseborg", "Raasepori"},
    {"Hangö", "Hanko"},
    {"Lojo", "Lohja"},
    {"Kyrkslätt", "Kirkkonummi"},
    {"Sibbo", "Sipoo"},
    {"Sjundeå", "Siuntio"},
    {"Ingå", "Inkoo"},
    {"Karleby", "Kokkola"},
    {"Jakobstad", "Pietarsaari"},
    {"Nykarleby", "Uusikaarlepyy"},
    {"Kronoby", "Kruunupyy"},
    {"Larsmo", "Luoto"},
    {"Malax", "Maalahti"},
    {"Närpes", "Närpiö"},
    {"Kristinestad", "Kristiinankaupunki"},
    {"Kaskö", "Kaskinen"},
    {"Vörå", "Vöyri"},
    {"Pargas", "Parainen"},
    {"Kimitoön", "Kemiönsaari"},
    {"S:t Michel", "Mikkeli"},
    {"Tavastehus", "Hämeenlinna"},
    {"Villmanstrand", "Lappeenranta"},
    {"Fredrikshamn", "Hamina"},
    {"Mariehamn", "Maarianhamina"},
}};

using Known = std::map<std::string, std::string, std::less<>>;

const Known& known() {
  static const Known all = [] {
    Known found;
    std::string_view rest = names;
    while (!rest.empty()) {
      std::string name(rest.substr(0, rest.find(' ')));
      rest.remove_prefix(std::min(rest.size(), name.size() + 1));
      std::ranges::replace(name, '_', ' ');
      std::string folded = fold_text(name);
      found.emplace(std::move(folded), std::move(name));
    }
    for (const auto& [other, name] : swedish) found.emplace(fold_text(other), name);
    return found;
  }();
  return all;
}

bool is_country(std::string_view part) {
  static constexpr std::array<std::string_view, 5> words{"suomi", "finland", "fi", "fin", "فنلندا"};
  return std::ranges::find(words, fold_text(part)) != words.end();
}

// "94100 Kemi", "FI-94100 Kemi".
std::string_view without_postal_code(std::string_view part) {
  constexpr std::size_t digits = 5;
  if (part.starts_with("FI-") || part.starts_with("fi-")) part.remove_prefix(3);
  const std::size_t code = std::min(part.find_first_not_of("0123456789"), part.size());
  if (code == digits) part.remove_prefix(code);
  return trim(part);
}

}  // namespace

std::string municipality_named(std::string_view address) {
  for (bool country_left = true;;) {
    const std::size_t comma = address.find_last_of(",\n");
    const std::string_view part = trim(comma == std::string_view::npos ? address : address.substr(comma + 1));
    const auto found = known().find(fold_text(without_postal_code(part)));
    if (found != known().end()) return found->second;
    if (comma == std::string_view::npos || !(part.empty() || (country_left && is_country(part)))) return {};
    country_left = country_left && part.empty();
    address = address.substr(0, comma);
  }
}

std::string municipality_named(std::string_view place, std::string_view address) {
  return municipality_named(std::string(place) + "\n" + std::string(address));
}

}  // namespace domain
