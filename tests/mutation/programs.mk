# SPDX-License-Identifier: MIT
#
# What run.sh needs, built quickly: all libraries in one shared object, so that a
# mutant costs one compilation and one link, and the test programs on it.  The
# sources are a copy, generated files among them, at TOP.
#
# Visible symbols, unlike in a release: unit tests call what is internal.  Each
# source is read from standard input, as a mutant is: its name would else be in
# the object, and no object the same as another.
FLAGS = $(CFLAGS) -std=c11 -w -fPIC -fno-semantic-interposition \
	-D_GNU_SOURCE -DHAVE_CONFIG_H -I$(TOP) -I$(TOP)/include

libraries = $(wildcard $(addprefix $(TOP)/, \
	base/*.c grammar/*.c engine/*.c fields/*.c))
cli = $(wildcard $(TOP)/cli/*.c)
programs = $(patsubst $(TOP)/%.c, %, $(wildcard $(addprefix $(TOP)/tests/, \
	unit/test_*.c random/expressions.c random/policies.c \
	differential/differential.c graphs.c limbo.c fuzz/host.c \
	fuzz/address.c fuzz/policy.c fuzz/expression.c fuzz/text.c \
	fuzz/certificate.c fuzz/pem.c fuzz/crl.c fuzz/facts.c \
	fuzz/differential.c)))
# These wrap functions where they are linked, so they must hold the libraries:
# run.sh links them, for each mutant anew.
wrapped = tests/unit/test_parsed_once tests/faults/sweep
# What they have in common: all else that stands beside them and has no main of
# its own, but for the one of the fuzz targets.
helpers = $(TOP)/tests/fuzz/replay.c $(filter-out \
	$(patsubst %, $(TOP)/%.c, $(programs)), \
	$(shell grep -Lw '^main' $(wildcard $(addprefix $(TOP)/, \
	tests/unit/*.c tests/random/*.c tests/differential/*.c \
	tests/faults/*.c tests/fuzz/*.c cli/*.c))))
headers = $(wildcard $(addprefix $(TOP)/, \
	*.h include/*.h */*.h */*.def tests/*/*.h))
objects = $(patsubst $(TOP)/%.c, objects/%.o, $(1))

all: libmutant.so certrule $(filter-out $(wrapped), $(programs)) \
	$(patsubst %, objects/%.o, $(wrapped))

# The command that compiles a mutant, for run.sh.
show:
	@echo '$(CC) $(FLAGS)'

objects/%.o: $(TOP)/%.c $(headers)
	@mkdir -p $(@D)
	$(CC) $(FLAGS) -iquote $(<D) -x c -c -o $@ - <$<

libmutant.so: $(call objects, $(libraries))
	$(CC) $(CFLAGS) -shared -Wl,-Bsymbolic -o $@ $^ $(LIBS)

certrule: $(call objects, $(cli)) libmutant.so
	$(CC) $(CFLAGS) -pthread -o $@ $^ $(LIBS)

helpers.a: $(call objects, $(helpers))
	rm -f $@ && $(AR) cr $@ $^

$(programs): %: objects/%.o helpers.a libmutant.so
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -o $@ $< -Wl,--start-group helpers.a -Wl,--end-group \
		libmutant.so $(LIBS)
.PHONY: all show
