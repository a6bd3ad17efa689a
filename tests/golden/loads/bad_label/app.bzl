# options:
"""Labels of a form that means nothing here, or leads out of the root."""

load("lib/a.bzl", "a")
load("//lib/a.bzl", "a2")
load("//lib:a", "b")
load("//lib:a.star", "b2")
load("@skylib//lib:paths.bzl", "c")
load("//../outside:d.bzl", "d")
load(":../d.bzl", "d2")
load("/etc:passwd.bzl", "e")
load("//lib//deep:f.bzl", "f")
load("//:", "g")
load("", "h")
load("//lib:.bzl", "i")
load("C:\\lib:j.bzl", "j")
load("//lib\\deep:k.bzl", "k")
