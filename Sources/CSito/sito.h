/*
 * sito.h: the C interface of Sito, which judges comments in Russian by the acts of municipalities.
 *
 *   sito_ruleset *ruleset = NULL;
 *   sito_moderator *moderator = NULL;
 *   uint32_t flags = 0;
 *   if (sito_ruleset_embedded(NULL, &ruleset, NULL) == SITO_OK &&
 *       sito_moderator_create(ruleset, &moderator, NULL) == SITO_OK &&
 *       sito_judge(moderator, text, length, &flags, NULL) == SITO_OK && (flags & SITO_DELETE)) { ... }
 *   sito_moderator_free(moderator);
 *   sito_ruleset_free(ruleset);
 *
 * Ownership. What a call hands out through a pointer to a handle is the caller's, who gives it back to the function
 * named sito_..._free. What a call returns as a `const` pointer belongs to the handle that it was asked of, and lives
 * as long as that one. Nothing that a caller hands in is kept or changed: it may be freed when the call is over.
 *
 * Handles. They are names, not addresses: never look behind them. Each call checks those that it is given: one that was
 * freed, that never was, or that is of another kind gives SITO_BAD_HANDLE. Memory checkers therefore cannot see a
 * handle that was forgotten; sito_handle_count tells how many there are.
 *
 * Threads. Calls with different handles may run at the same time. Which handle may be used by several threads at once
 * is said at its type. The library starts no threads and keeps nothing for a thread.
 *
 * Errors. Whatever a caller hands in, calls do not crash: those that may fail return a sito_status. What cannot be
 * checked is that memory is there for as many bytes as the caller says, and that nobody changes it during the call.
 * The last parameter of most, `error`, may be NULL. If it is not, *error becomes NULL where the call succeeds, and
 * otherwise a sito_error that says more, which is the caller's. Other outputs are set by calls that succeed, and left
 * alone by the others. Only when memory runs out the process ends.
 *
 * Texts are bytes with a length, meant to be UTF-8. Bytes that are no UTF-8 are judged all the same, as signs. All
 * strings that end with a zero byte, in both directions, are UTF-8 as well.
 *
 * Processes. After fork(), the child goes on with all handles, if no thread was inside a call at that moment. If one
 * was, what it was about to change stays half changed in the child, where calls therefore give SITO_FORKED.
 *
 * Version 1 of this interface only grows: functions, flags, and codes are added, and what is here keeps its meaning.
 */
#ifndef SITO_H
#define SITO_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define SITO_API __attribute__((visibility("default")))
#else
#define SITO_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Versions ---- */

/* The version that this header came with. */
#define SITO_VERSION "0.1.0"

/* The version of the interface, which grows when a program that was compiled with an older header would break. */
#define SITO_ABI_VERSION 1

/* The version of the library that is loaded, such as "0.1.0". */
SITO_API const char *sito_version(void);

/* SITO_ABI_VERSION of the library that is loaded: programs that load it by themselves compare before anything else. */
SITO_API uint32_t sito_abi_version(void);

/* ---- Errors ---- */

/* What became of a call; one of the following. */
typedef int32_t sito_status;

enum {
  SITO_OK = 0,
  /* NULL where something must be, an unknown option or language, an address that is not aligned for its type,
     an output that overlaps the input. */
  SITO_INVALID_ARGUMENT = 1,
  /* Offsets that are negative, decrease, or reach beyond the data. */
  SITO_BAD_OFFSETS = 2,
  /* A handle that was freed, that never was, or that is of another kind. */
  SITO_BAD_HANDLE = 3,
  /* The handle is in use by another thread. */
  SITO_BUSY = 4,
  /* A text longer than SITO_MAX_TEXT, more texts than SITO_MAX_COUNT, verdicts that do not fit into 32-bit offsets,
     too many handles. */
  SITO_TOO_LARGE = 5,
  /* There is no such policy. */
  SITO_NO_POLICY = 6,
  /* Something is wrong in the rules; the message has it line by line, with file, line and column. */
  SITO_BAD_RULES = 7,
  /* A folder or file could not be read. */
  SITO_UNREADABLE = 8,
  /* This process was forked while a thread of its parent was inside a call. Fork earlier, or let the child exec. */
  SITO_FORKED = 9
};

/* What a code means, in English; for a code that there is not, that it is unknown. Lives as long as the library. */
SITO_API const char *sito_status_message(sito_status status);

/* What exactly went wrong in a call. Immutable: any number of threads may read it at once. */
typedef struct sito_error sito_error;

/* The code that the call returned; SITO_BAD_HANDLE if there is no such error. */
SITO_API sito_status sito_error_status(const sito_error *error);

/* What is wrong and where, in English, without a full stop; "" if there is no such error. */
SITO_API const char *sito_error_message(const sito_error *error);

/* Frees an error; NULL is none. */
SITO_API sito_status sito_error_free(sito_error *error);

/* ---- Rulesets ---- */

/* Rules and a policy, ready to judge by. Immutable: any number of threads may use it at once. Moderators keep what they
   need of it, so it may be freed before them. */
typedef struct sito_ruleset sito_ruleset;

/*
 * The rules that are built in, under a policy (NULL: the usual one, which sito_default_policy names). Takes some
 * milliseconds.
 *
 * Fails with SITO_NO_POLICY, SITO_INVALID_ARGUMENT.
 */
SITO_API sito_status sito_ruleset_embedded(const char *policy, sito_ruleset **ruleset, sito_error **error);

/*
 * Rules out of files, as `sito classify --rules --policy --policy-file` takes them. Compiles them, which takes seconds.
 *
 * rules        a folder of rules; NULL: those that are built in
 * policy       the id of a policy in it; NULL: the only one, or else the usual one
 * policy_file  a policy in a file of its own (*.yaml); NULL: none. Not together with `policy`
 *
 * Fails with SITO_UNREADABLE, SITO_BAD_RULES, SITO_NO_POLICY, SITO_INVALID_ARGUMENT.
 */
SITO_API sito_status sito_ruleset_load(const char *rules, const char *policy, const char *policy_file,
                                       sito_ruleset **ruleset, sito_error **error);

/* The same rules under another of their policies. Compiles nothing. Fails with SITO_NO_POLICY, SITO_BAD_HANDLE. */
SITO_API sito_status sito_ruleset_under(const sito_ruleset *ruleset, const char *policy, sito_ruleset **other,
                                        sito_error **error);

/* Gives a ruleset back; NULL is none. SITO_BUSY (and still there) while another thread makes something of it. */
SITO_API sito_status sito_ruleset_free(sito_ruleset *ruleset);

/* Names rules and policies, sixteen hexadecimal digits: two rulesets with the same id and policy judge alike. NULL if
   there is no such ruleset. */
SITO_API const char *sito_ruleset_id(const sito_ruleset *ruleset);

/* The id of the policy in force. NULL if there is no such ruleset. */
SITO_API const char *sito_ruleset_policy(const sito_ruleset *ruleset);

/* How many policies there are among the rules; 0 if there is no such ruleset. */
SITO_API size_t sito_ruleset_policy_count(const sito_ruleset *ruleset);

/* The id of a policy, by its index, which is less than sito_ruleset_policy_count; NULL for all others. */
SITO_API const char *sito_ruleset_policy_id(const sito_ruleset *ruleset, size_t index);

/* How the act behind a policy is cited, by its index; `language` is "ru" or "en". NULL for all others. */
SITO_API const char *sito_ruleset_policy_act(const sito_ruleset *ruleset, size_t index, const char *language);

/* The policy that is taken where none is named. */
SITO_API const char *sito_default_policy(void);

/* ---- Flags: a verdict in 32 bits ---- */

/* Found, at whatever tier. */
#define SITO_PROFANITY 0x00000001u
#define SITO_COARSE 0x00000002u
#define SITO_INSULT 0x00000004u
#define SITO_THREAT 0x00000008u
#define SITO_AGGRESSION 0x00000010u
#define SITO_SPAM 0x00000020u
#define SITO_LABELS 0x000000FFu

/* Found for certain: the bit of a label, eight places up, as in `flags & SITO_CERTAIN(SITO_THREAT)`. */
#define SITO_CERTAIN(label) ((uint32_t)(label) << 8)

/* What the policy orders or allows. */
#define SITO_DELETE 0x00010000u
#define SITO_BLACKLIST 0x00020000u
#define SITO_NO_REPLY 0x00040000u
#define SITO_ACTIONS 0x00FF0000u

/* A person should look. */
#define SITO_REVIEW 0x01000000u
/* The text held bytes that are no UTF-8. */
#define SITO_INVALID_UTF8 0x02000000u
/* Only in batches: the text was not judged, since it is null or longer than SITO_MAX_TEXT. No other flag is set. */
#define SITO_NOT_JUDGED 0x80000000u

/* ---- Moderators ---- */

/* Judges. For one thread at a time: while one uses it, others get SITO_BUSY. Make one for each thread and use it again
   and again, since it keeps its buffers and what it knows of frequent words. */
typedef struct sito_moderator sito_moderator;

/* The bytes of a text at most. */
#define SITO_MAX_TEXT 16777216

/* Makes a moderator that judges by a ruleset. Fails with SITO_BAD_HANDLE, SITO_INVALID_ARGUMENT. */
SITO_API sito_status sito_moderator_create(const sito_ruleset *ruleset, sito_moderator **moderator,
                                           sito_error **error);

/* Gives a moderator back; NULL is none. SITO_BUSY (and still there) while another thread uses it. */
SITO_API sito_status sito_moderator_free(sito_moderator *moderator);

/* ---- One text ---- */

/* Bytes that a call wrote. Immutable: any number of threads may read it at once. */
typedef struct sito_text sito_text;

/* The bytes, and a zero byte after them; NULL if there is no such text. */
SITO_API const char *sito_text_data(const sito_text *text);

/* How many bytes there are, without the zero byte; 0 if there is no such text. */
SITO_API size_t sito_text_length(const sito_text *text);

/* Frees a text; NULL is none. */
SITO_API sito_status sito_text_free(sito_text *text);

/*
 * Judges a text; allocates nothing for the caller.
 *
 * text   the bytes; may be NULL if there are none
 * flags  becomes the flags
 *
 * Fails, as do all of this section, with SITO_BAD_HANDLE, SITO_BUSY, SITO_TOO_LARGE, SITO_INVALID_ARGUMENT.
 */
SITO_API sito_status sito_judge(sito_moderator *moderator, const char *text, size_t length, uint32_t *flags,
                                sito_error **error);

/*
 * Judges a text and writes the verdict as JSON: what `sito classify` writes, without the line feed (docs/format.md).
 *
 * id      names the text in the verdict, as a string of JSON; NULL: `number` names it
 * flags   becomes the flags; may be NULL
 * json    becomes the verdict
 */
SITO_API sito_status sito_classify(sito_moderator *moderator, const char *text, size_t length, const char *id,
                                   int64_t number, uint32_t *flags, sito_text **json, sito_error **error);

/* Leave alone what is only probable. */
#define SITO_MASK_CERTAIN_ONLY 1u

/* Puts stars over the words that offend, as `sito mask` does. `options` is 0 or SITO_MASK_CERTAIN_ONLY. */
SITO_API sito_status sito_mask(sito_moderator *moderator, const char *text, size_t length, uint32_t options,
                               sito_text **masked, sito_error **error);

/* Explains the verdict on a text to a person, as `sito explain` does; `language` is "ru" or "en". */
SITO_API sito_status sito_explain(sito_moderator *moderator, const char *text, size_t length, const char *language,
                                  sito_text **explanation, sito_error **error);

/* ---- Many texts ---- */

/* How many texts a batch holds at most. */
#define SITO_MAX_COUNT 2147483647

/*
 * Texts in the layout of Arrow's string and binary arrays, without a copy: text i is the bytes from offset i up to
 * offset i + 1. The offsets are of 32 bits (string) or of 64 bits (large_string): the other pointer is NULL. Of a slice,
 * `data` is that of the whole array, the offsets begin at the slice, and `validity_offset` says where it begins.
 */
typedef struct sito_texts {
  const char *data;         /* may be NULL if data_length is 0 */
  size_t data_length;       /* the bytes of `data` */
  const int32_t *offsets32; /* count + 1 offsets into `data`, not decreasing; the first need not be 0 */
  const int64_t *offsets64;
  size_t count;             /* how many texts there are */
  const uint8_t *validity;  /* a bit for each text, the lowest of a byte first: 0 if it is null. NULL: none is */
  size_t validity_offset;   /* which bit is that of the first text */
} sito_texts;

/*
 * Judges texts; allocates nothing for the caller. All arguments are checked before anything is judged. To use several
 * threads, give each a moderator and a part of the texts.
 *
 * flags  `count` flags, which the caller owns. May be NULL if count is 0
 *
 * Fails with SITO_BAD_HANDLE, SITO_BUSY, SITO_BAD_OFFSETS, SITO_TOO_LARGE, SITO_INVALID_ARGUMENT.
 */
SITO_API sito_status sito_judge_batch(sito_moderator *moderator, const sito_texts *texts, uint32_t *flags,
                                      sito_error **error);

/* Verdicts on the texts of a batch, in the layout of an Arrow array. Immutable: any number of threads may read it at
   once. */
typedef struct sito_verdicts sito_verdicts;

/*
 * Judges texts and writes the verdicts as JSON, each as sito_classify does. Where a text is null, the verdict has no
 * bytes; where it is longer than SITO_MAX_TEXT, it is an error record, as that of `sito classify`.
 *
 * ids          names the texts: as many, of which none is null; NULL: they are numbered
 * first        the number of the first text
 * offset_bits  32 or 64: of which width the offsets of the verdicts are to be
 * flags        `count` flags, which the caller owns; may be NULL
 * verdicts     becomes the verdicts
 *
 * Fails as sito_judge_batch does, and with SITO_TOO_LARGE where the verdicts have 2 GiB or more and offsets of 32 bits.
 */
SITO_API sito_status sito_classify_batch(sito_moderator *moderator, const sito_texts *texts, const sito_texts *ids,
                                         int64_t first, uint32_t offset_bits, uint32_t *flags,
                                         sito_verdicts **verdicts, sito_error **error);

/* How many verdicts there are; 0 if there are no such verdicts. */
SITO_API size_t sito_verdicts_count(const sito_verdicts *verdicts);

/* The bytes of all verdicts, one after another; NULL if there are no such verdicts. */
SITO_API const char *sito_verdicts_data(const sito_verdicts *verdicts);

/* How many bytes those are; 0 if there are no such verdicts. */
SITO_API size_t sito_verdicts_length(const sito_verdicts *verdicts);

/* The offsets into the bytes, one more than there are verdicts, beginning with 0; NULL if they are of 64 bits, or if
   there are no such verdicts. */
SITO_API const int32_t *sito_verdicts_offsets32(const sito_verdicts *verdicts);

/* The same, if they are of 64 bits. */
SITO_API const int64_t *sito_verdicts_offsets64(const sito_verdicts *verdicts);

/* Frees verdicts; NULL is none. */
SITO_API sito_status sito_verdicts_free(sito_verdicts *verdicts);

/* ---- For tests ---- */

/* How many handles there are that were not freed, of all kinds. */
SITO_API size_t sito_handle_count(void);

#ifdef __cplusplus
}
#endif

#endif
