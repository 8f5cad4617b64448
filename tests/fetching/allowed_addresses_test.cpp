#include "fetching/allowed_addresses.hpp"

#include <gtest/gtest.h>

#include "domain/error.hpp"

namespace {

using fetching::AllowedAddresses;

TEST(AllowedAddresses, are_those_of_the_public_internet) {
  const AllowedAddresses allowed;
  for (const char* address : {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.255.255",
                              "172.32.0.0", "192.167.255.255", "193.166.3.2", "223.255.255.255", "2606:4700::1111",
                              "2001:14b8::1", "2a00:1450::1", "::ffff:1.1.1.1", "64:ff9b::101:101"}) {
    EXPECT_TRUE(allowed.allow(address)) << address;
  }
}

TEST(AllowedAddresses, are_no_private_loopback_local_shared_reserved_or_multicast_ones) {
  const AllowedAddresses allowed;
  for (const char* address :
       {"0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1",
        "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.168.0.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
        "224.0.0.1", "240.0.0.1", "255.255.255.255"}) {
    EXPECT_FALSE(allowed.allow(address)) << address;
  }
  for (const char* address : {"::", "::1", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1", "100::1",
                              "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "::127.0.0.1", "4000::1"}) {
    EXPECT_FALSE(allowed.allow(address)) << address;
  }
}

TEST(AllowedAddresses, look_through_the_ways_of_writing_ipv4_in_ipv6) {
  const AllowedAddresses allowed;
  for (const char* address :
       {"::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "64:ff9b::7f00:1", "64:ff9b::10.0.0.1"}) {
    EXPECT_FALSE(allowed.allow(address)) << address;
  }
}

TEST(AllowedAddresses, are_also_those_that_the_operator_names_and_no_others_near_them) {
  const AllowedAddresses allowed({"10.20.0.0/15", "192.168.1.7", "fd12::/16"}, "setting");
  EXPECT_TRUE(allowed.allow("10.20.0.1"));
  EXPECT_TRUE(allowed.allow("10.21.255.255"));
  EXPECT_TRUE(allowed.allow("::ffff:10.20.0.1"));
  EXPECT_TRUE(allowed.allow("192.168.1.7"));
  EXPECT_TRUE(allowed.allow("fd12:ffff::1"));
  EXPECT_FALSE(allowed.allow("10.22.0.0"));
  EXPECT_FALSE(allowed.allow("10.19.255.255"));
  EXPECT_FALSE(allowed.allow("192.168.1.8"));
  EXPECT_FALSE(allowed.allow("fd13::1"));
}

TEST(AllowedAddresses, refuse_what_is_no_network) {
  for (const char* text : {"", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "intranet", "fd00::/129", "10.0.0/8"}) {
    EXPECT_THROW(AllowedAddresses({text}, "setting"), domain::Error) << text;
  }
}

}  // namespace
