/* Calls the house does without, told to the compiler.
 *
 * meson.build puts this header before every file. Each call below is declared
 * again as one that must not be used, so that a use is an error where warnings
 * are, whether it is written out or hidden in a macro. tools/check_banned reads the
 * text, finds the same calls without compiling, and says what to use instead.
 * malloc and free are not here: src/base may use them; the check knows where.
 */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

/* No system header is included here: what a file uses, it includes itself. */
struct tm;
struct _IO_FILE;

#define BANNED(why) __attribute__((deprecated("banned: " why)))

extern char *strcpy(char *to, const char *from) BANNED("no bound");
extern char *strcat(char *to, const char *from) BANNED("no bound");
extern char *strncpy(char *to, const char *from, __SIZE_TYPE__ bytes)
    BANNED("may leave no end");
extern char *strncat(char *to, const char *from, __SIZE_TYPE__ bytes)
    BANNED("bounds the wrong thing");
extern char *strtok(char *text, const char *separators) BANNED("hidden state");
extern int sprintf(char *to, const char *format, ...) BANNED("no bound");
extern int vsprintf(char *to, const char *format, __builtin_va_list args) BANNED("no bound");
extern int atoi(const char *text) BANNED("can't tell an error from 0");
extern long atol(const char *text) BANNED("can't tell an error from 0");
extern long long atoll(const char *text) BANNED("can't tell an error from 0");
extern struct tm *gmtime(const long *time) BANNED("hidden state");
extern struct tm *localtime(const long *time) BANNED("hidden state");
extern char *ctime(const long *time) BANNED("hidden state");
extern char *asctime(const struct tm *time) BANNED("hidden state");
extern int rand(void) BANNED("guessable");
extern void srand(unsigned int seed) BANNED("guessable");
extern long random(void) BANNED("guessable");
extern void srandom(unsigned int seed) BANNED("guessable");
extern int system(const char *command) BANNED("runs a shell");
extern struct _IO_FILE *popen(const char *command, const char *mode) BANNED("runs a shell");
extern char *mktemp(char *pattern) BANNED("races");

#endif
