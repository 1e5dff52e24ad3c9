/* SPDX-License-Identifier: BSD-3-Clause */
/* KVM of the Host: what it keeps of a VM, and what its parts share. */
#ifndef SIM_KVM_H
#define SIM_KVM_H

#include "actor/range_set.h"
#include "actor/scene.h"

/* What ripas_change() does when a deeper table would not help the RMM on. */
typedef enum {
	STUCK_SKIPS_PAGE,
	STUCK_TRIES_AGAIN,
	STUCK_FAILS,
	STUCK_REJECTS           /* tells the guest, without making any table */
} Stuck;

/* How versions of the KVM series differ. */
typedef struct {
	const char *name;
	const char *former;     /* its name in older scenarios; NULL: it had no other */
	guint rmi;              /* major version of the RMI that it speaks */
	const struct rmm_version *rmm;  /* the version that it is run on */
	Stuck init, set;        /* of RMI_RTT_INIT_RIPAS, RMI_RTT_SET_RIPAS */
	gboolean folds;         /* maps 2 MiB page by page, and makes a block of them */
	gboolean one_table;     /* makes one table that is missing, and tries again */
	gboolean checks;        /* changes RIPAS only where the attributes agree */
	gboolean unmaps_part;   /* what became EMPTY before an error, too */
	gboolean unmaps_both;   /* a range that becomes shared: its alias as well */
	gboolean maps_anew;     /* what is shared already is unmapped first */
	gboolean maps_part;     /* as much as can be delegated, and undoes what fails */
	guint blocked_tries;    /* of RMI_BLOCKED, before it gives up; 0: it never does */
	gboolean asks_gpt;      /* who manages the GPT: its next question starts at the answer */
	gboolean counts_codes;  /* takes a code of the RMM for a number of pages */
} KvmVersion;

#define KVM_SERIES 4
extern const KvmVersion kvm_series[KVM_SERIES];
/* Another hypervisor, as far as it does the same otherwise. */
extern const KvmVersion kvm_like_xen;
/* The first of the series for an RMM, or that can talk to it; NULL: none does. */
const KvmVersion *kvm_version_for(const struct rmm_version *version);
/* Do they speak the same RMI? */
gboolean kvm_fits(const KvmVersion *kvm, const struct rmm_version *version);
/* Which name a former one is now; NULL: it is none. */
const char *kvm_version_renamed(const char *name);
#define KVM_VERSION_CHOICES "v12|v14|v16|next"

typedef struct {
	guint64 base, size;
	guint id;               /* KVM keeps them by a hash of it */
	gboolean initial;       /* it was there when the Realm was made */
} Memslot;

/* A fault that a vCPU handles: realm_map_protected(). */
typedef enum { MAPPING_NONE, MAPPING_DELEGATES, MAPPING_MAPS } MappingPhase;

typedef struct {
	MappingPhase phase;
	guint blocked;          /* times in a row */
	guint64 ipa, pa;
	guint64 folio;          /* bytes that are to be mapped */
	guint64 size;           /* that were delegated: those are mapped */
	guint64 done;           /* in this phase */
	gboolean interrupted;   /* the last command was, */
	guint64 handle;         /* and goes on with this */
} Mapping;

/* How far a vCPU gets before it is another's turn. */
typedef struct {
	guint64 calls;          /* of the RMM, for a mapping; 0: to its end */
	gboolean interrupts;    /* the last of them, */
	guint64 checks;         /* after so many checks for an interrupt */
} Turn;

struct kvm {
	const KvmVersion *version;
	guint64 root;
	guint root_count;
	guint ipa_bits;
	int start_level;
	gboolean active, dead;
	GArray *slots;          /* of Memslot, all with guest_memfd */
	guint slot_ids;         /* given so far */
	GHashTable *pages;      /* IPA to PA: of guest_memfd */
	RangeSet *shared;       /* IPAs whose attribute is shared */
	GHashTable *windows;    /* IPA to PA: pages to be shared */
	Mapping mappings[VCPUS_MAX];    /* by vCPU */
	Turn turn;
};

/* Where parameters stand: of init and create_realm; of ranges; of RECs; of one vCPU. */
enum { KVM_VERSION, KVM_IPA_BITS, KVM_HYPOTHETICAL };
enum { KVM_BASE, KVM_SIZE, KVM_MEASURE, KVM_PRIVATE = KVM_MEASURE };
enum { KVM_VCPUS, KVM_PC };
enum { KVM_VCPU, KVM_UNTIL, KVM_CALLS = KVM_UNTIL, KVM_CHECKS };

extern const ActorState kvm_state;

static inline struct kvm *kvm_of(const Scene *scene)
{
	return scene_state(scene, &kvm_state);
}

/* ---- kvm_stage2.c ---- */

/* Page of guest_memfd at @ipa; 0: no memory. */
guint64 kvm_page(Scene *scene, guint64 ipa);
const Memslot *kvm_slot(const Scene *scene, guint64 ipa);
/* Have all, or any, of the pages in [base, top) a memslot? */
gboolean kvm_slots_cover(const Scene *scene, guint64 base, guint64 top);
gboolean kvm_slots_meet(const Scene *scene, guint64 base, guint64 top);
/* Is the attribute of @ipa shared? */
gboolean kvm_is_shared(const Scene *scene, guint64 ipa);
/* realm_create_rtt_levels: tables at @ipa from below @level down to @down_to. */
Ending kvm_create_tables(Scene *scene, guint64 ipa, int level, int down_to);
/* How a page is mapped: wiped, or with contents. */
typedef enum { MAP_WIPED, MAP_COPY, MAP_COPY_MEASURED } MapKind;
/* The page is delegated. Missing tables are created, then it tries again. */
Ending kvm_map_page(Scene *scene, guint64 ipa, guint64 pa, MapKind kind);
/* Memory for the 2 MiB from @base on; 0: there is none, or pages there are in use. */
guint64 kvm_fresh_block(Scene *scene, guint64 base);
/* Maps the wiped 2 MiB around @ipa at once; FALSE: pages there are in use. */
gboolean kvm_map_block(Scene *scene, guint64 ipa, Ending *ending);
/* @ipa is the alias in the Protected half. */
Ending kvm_map_shared(Scene *scene, guint64 ipa);
/* The largest level whose blocks lie within [base, top) from base on. */
int kvm_find_map_level(const Scene *scene, guint64 base, guint64 top);
/* The alias of an IPA in the Unprotected half: this bit is set. */
guint64 kvm_shared_bit(const Scene *scene);

/* ---- kvm_map.c ---- */

/* What a vCPU's fault is about; the phase says whether it is still under way. */
Mapping *kvm_mapping(Scene *scene, const Vcpu *vcpu);
/* @ipa is private, or (huge pages) the 2 MiB around it are. */
Ending kvm_map_protected(Scene *scene, Vcpu *vcpu, guint64 ipa);
/* The same, as far as the turn goes. */
Ending kvm_map_on(Scene *scene, Mapping *mapping);

/* ---- kvm_unmap.c: tables that have become alike are folded afterwards ---- */

Ending kvm_unmap_private(Scene *scene, guint64 base, guint64 top);
/* @base and @top are the aliases in the Protected half. */
void kvm_unmap_shared(Scene *scene, guint64 base, guint64 top);
/* All below the root. */
Ending kvm_destroy_tables(Scene *scene);

/* ---- kvm_ripas.c ---- */

/* ripas_change: over [base, top), for a REC's request or (0) before activation. */
Ending kvm_change_ripas(Scene *scene, guint64 rec, guint64 base, guint64 top, guint64 *reached);
/* KVM_ARM_RMI_INIT_RIPAS: what the VMM asks for, before activation. */
Ending kvm_init_ripas(Scene *scene, const Arguments *arguments);
Ending kvm_set_memory_attributes(Scene *scene, guint64 base, guint64 top, gboolean private);

/* ---- kvm_run.c ---- */

/* ENDED_EIO: a procedure failed so that the VM cannot go on. */
Ending kvm_is_dead(Scene *scene);
Ending kvm_enter(Scene *scene, Vcpu *vcpu);
Ending kvm_handle_exit(Scene *scene, Vcpu *vcpu);
Ending kvm_run(Scene *scene, Vcpu *vcpu);

/* ---- procedures ---- */

Ending kvm_init(Scene *scene, const Arguments *arguments);
Ending kvm_create_realm(Scene *scene, const Arguments *arguments);
/* The same, with a hypervisor that was chosen. */
Ending kvm_make_realm(Scene *scene, const KvmVersion *version, guint ipa_bits);
Ending kvm_populate(Scene *scene, const Arguments *arguments);
Ending kvm_create_rec(Scene *scene, const Arguments *arguments);
Ending kvm_activate(Scene *scene, const Arguments *arguments);
Ending kvm_set_ripas_of_protected_regions(Scene *scene, const Arguments *arguments);
/* kvm_memory.c */
Ending kvm_add_memslot(Scene *scene, const Arguments *arguments);
Ending kvm_remove_memslot(Scene *scene, const Arguments *arguments);
Ending kvm_punch_hole(Scene *scene, const Arguments *arguments);
Ending kvm_set_attributes(Scene *scene, const Arguments *arguments);
/* Unmaps what lies in a memslot; its pages are free. */
Ending kvm_empty_slot(Scene *scene, const Memslot *slot);
/* Is it a range of pages in the Protected half? FALSE, with a note why, if not. */
gboolean kvm_takes_range(Scene *scene, guint64 base, guint64 size);
/* Adds a memslot to those there are; overlaps are the caller's to find. */
void kvm_add_slot(Scene *scene, guint64 base, guint64 size);
Ending kvm_teardown(Scene *scene, const Arguments *arguments);

/* Parameters of procedures that other hypervisors have as well. */
extern const Parameter kvm_populate_parameters[], kvm_rec_parameters[], kvm_run_parameters[];
Ending kvm_run_procedure(Scene *scene, const Arguments *arguments);

extern const Actor actor_kvm;

#endif
