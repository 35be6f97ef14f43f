/* SPDX-License-Identifier: MIT */
/*
 * Members of a set or list: made item by item at load, then const.  Strings by
 * hash; Ints and addresses as sorted, disjoint ranges.
 *
 * serial, fingerprint and host items are kept in one form, and a value is
 * brought into the same form before it is looked up; one that has no such form
 * is not a member.
 */
#ifndef CR_SET_H
#define CR_SET_H

#include "../base/arena.h"
#include "../base/ip.h"
#include "check.h"

struct cr_set;

/* Room for at most `capacity` items, each to be added once. */
struct cr_set *cr_set_new(
    struct cr_arena *arena, enum cr_list_type type, size_t capacity);
/* STRING, SERIAL, FINGERPRINT, HOST.  -1: *why says why it is no such item;
 * NULL there: no memory. */
int cr_set_add_text(struct cr_set *set, struct certrule_bytes text,
    const char **why) CERTRULE_MUST_USE;
/* The form in which such an item is kept, `*.` in front included; from the arena
 * or text itself.  data NULL: it has none, or there is no memory. */
struct certrule_bytes cr_set_fold(
    struct cr_arena *arena, enum cr_list_type type, struct certrule_bytes text);
/* INT: first to last, first <= last. */
void cr_set_add_ints(struct cr_set *set, int64_t first, int64_t last);
/* IP */
void cr_set_add_ips(struct cr_set *set, const struct cr_ip_range *range);
/* After the last item. */
void cr_set_finish(struct cr_set *set);

/* value is present and of the set's kind of type. */
bool cr_set_has(const struct cr_set *set, const struct certrule_value *value);
/* Items that differ; ranges that touch count once. */
size_t cr_set_count(const struct cr_set *set);
/* Of the same kind, and every value that inner has outer has too; false may
 * also be because it takes more than one look an item to tell. */
bool cr_set_within(const struct cr_set *inner, const struct cr_set *outer);
/* The same for sets of the same items. */
uint64_t cr_set_hash(const struct cr_set *set);

/* Members one by one, for who makes an index of them; false: there are no more.
 * Texts in the form they are kept in; below: those that follow "*.". */
enum cr_list_type cr_set_type(const struct cr_set *set);
bool cr_set_text_at(const struct cr_set *set, bool below, size_t i,
    struct certrule_bytes *text);
bool cr_set_ints_at(
    const struct cr_set *set, size_t i, int64_t *first, int64_t *last);
bool cr_set_ips_at(
    const struct cr_set *set, size_t i, struct cr_ip_range *range);

#endif
