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
	differential/differential.c faults/sweep.c graphs.c limbo.c \
	fuzz/host.c fuzz/address.c fuzz/policy.c fuzz/expression.c fuzz/text.c \
	fuzz/certificate.c fuzz/pem.c fuzz/crl.c fuzz/facts.c \
	fuzz/differential.c)))
# What they have in common: all else that stands beside them.
helpers = $(filter-out $(TOP)/tests/unit/test_%.c \
	$(patsubst %, $(TOP)/%.c, $(programs)), \
	$(wildcard $(addprefix $(TOP)/tests/, unit/*.c random/*.c \
	differential/*.c faults/*.c fuzz/*.c)))
# Cases of test files, which faults/cases.c reads.
helpers += $(addprefix $(TOP)/cli/, output.c read.c test_file.c text.c)
# Wraps functions where they are linked, which is inside the shared object.
programs := $(filter-out tests/unit/test_parsed_once, $(programs))
headers = $(wildcard $(addprefix $(TOP)/, \
	*.h include/*.h */*.h */*.def tests/*/*.h))
objects = $(patsubst $(TOP)/%.c, objects/%.o, $(1))

all: libmutant.so certrule $(programs)

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
