/* SPDX-License-Identifier: BSD-3-Clause */
/* KVM of the Host: what it keeps of a VM, and what its parts share. */
#ifndef SIM_KVM_H
#define SIM_KVM_H

#include "actor/scene.h"

/* What ripas_change() does when a deeper table would not help the RMM on. */
typedef enum {
	STUCK_SKIPS_PAGE,
	STUCK_TRIES_AGAIN,
	STUCK_FAILS
} Stuck;

/* How versions of the KVM series differ. */
typedef struct {
	const char *name;
	Stuck init, set;        /* of RMI_RTT_INIT_RIPAS, RMI_RTT_SET_RIPAS */
	gboolean folds;         /* makes a block of a table that is full */
} KvmVersion;

#define KVM_VERSIONS 3
extern const KvmVersion kvm_versions[KVM_VERSIONS];
#define KVM_VERSION_CHOICES "v12|v14|later"

typedef struct {
	guint64 base, size;
} Memslot;

/* An RTT below the root. */
typedef struct {
	guint64 ipa, pa;
	int level;
} KvmTable;

struct kvm {
	const KvmVersion *version;
	guint64 root;
	guint root_count;
	guint ipa_bits;
	int start_level;
	gboolean active, dead;
	GArray *slots;          /* of Memslot, all with guest_memfd */
	GHashTable *pages;      /* IPA to PA: of guest_memfd */
	GHashTable *shared;     /* IPA of pages whose attribute is shared */
	GHashTable *windows;    /* IPA to PA: pages that the Host shares */
	GArray *tables;         /* of KvmTable */
};

extern const ActorState kvm_state;

static inline struct kvm *kvm_of(const Scene *scene)
{
	return scene_state(scene, &kvm_state);
}

/* ---- kvm_stage2.c ---- */

/* Page of guest_memfd at @ipa; 0: no memory. */
guint64 kvm_page(Scene *scene, guint64 ipa);
const Memslot *kvm_slot(const Scene *scene, guint64 ipa);
/* realm_create_rtt_levels: tables at @ipa from below @level down to @down_to. */
Ending kvm_create_tables(Scene *scene, guint64 ipa, int level, int down_to);
/* Populates or maps a page; FALSE as @copy: what the page held is no matter. */
typedef enum { MAP_WIPED, MAP_COPY, MAP_COPY_MEASURED } MapKind;
/* The page is delegated. Missing tables are created, then it tries once more. */
Ending kvm_map_page(Scene *scene, guint64 ipa, guint64 pa, MapKind kind);
/* Maps the wiped 2 MiB around @ipa, as one block; FALSE: pages there are mapped. */
gboolean kvm_map_block(Scene *scene, guint64 ipa, Ending *ending);
Ending kvm_unmap_private(Scene *scene, guint64 base, guint64 top);
void kvm_unmap_shared(Scene *scene, guint64 base, guint64 top);
/* The largest level whose blocks lie within [base, top) from base on. */
int kvm_find_map_level(const Scene *scene, guint64 base, guint64 top);
/* The alias of an IPA in the Unprotected half: this bit is set. */
guint64 kvm_shared_bit(const Scene *scene);

/* ---- kvm_ripas.c ---- */

/* ripas_change: over [base, top), for a REC's request or (0) before activation. */
Ending kvm_change_ripas(Scene *scene, guint64 rec, guint64 base, guint64 top, guint64 *reached);
Ending kvm_set_memory_attributes(Scene *scene, guint64 base, guint64 top, gboolean private);

/* ---- kvm_run.c ---- */

Ending kvm_enter(Scene *scene, Vcpu *vcpu);
Ending kvm_handle_exit(Scene *scene, Vcpu *vcpu);
Ending kvm_run(Scene *scene, Vcpu *vcpu);

/* ---- procedures ---- */

Ending kvm_init(Scene *scene, const Arguments *arguments);
Ending kvm_create_realm(Scene *scene, const Arguments *arguments);
Ending kvm_populate(Scene *scene, const Arguments *arguments);
Ending kvm_create_rec(Scene *scene, const Arguments *arguments);
Ending kvm_activate(Scene *scene, const Arguments *arguments);
Ending kvm_set_ripas_of_protected_regions(Scene *scene, const Arguments *arguments);
Ending kvm_remove_memslot(Scene *scene, const Arguments *arguments);
Ending kvm_teardown(Scene *scene, const Arguments *arguments);

extern const Actor actor_kvm;

#endif
