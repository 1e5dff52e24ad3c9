-- SPDX-License-Identifier: BSD-3-Clause
-- The alphabet of scenarios/explore/peer/ written by hand for rumur: see peer.pml.
-- Granules are a scalarset, so that states are counted up to their names.

const
  PAGES: 4;
  GRANULES: 4;

type
  page: 0 .. PAGES - 1;
  place: 0 .. PAGES;
  granule: scalarset(GRANULES);
  granule_state: enum { UNDELEGATED, DELEGATED, DATA };
  realm_state: enum { NEW, ACTIVE, OFF };
  ripas_value: enum { EMPTY, RAM, DESTROYED };

var
  realm: realm_state;
  rim: 0 .. 3;
  gran: array [granule] of granule_state;
  is_mapped: array [page] of boolean;
  mapped: array [page] of granule;
  ripas: array [page] of ripas_value;
  pending, wanted, consent: boolean;
  addr, top, base: place;

function idle(): boolean;
begin
  return realm = ACTIVE & !pending;
end;

-- IGXDDX: without consent a DESTROYED page halts the change.
function halts(p: page): boolean;
begin
  return !consent & ripas[p] = DESTROYED;
end;

procedure measure();
begin
  if rim < 3 then rim := rim + 1; end;
end;

procedure leave();
begin
  pending := false; wanted := false; consent := false;
  addr := 0; top := 0; base := 0;
end;

startstate
begin
  realm := NEW;
  rim := 0;
  for g: granule do gran[g] := UNDELEGATED; end;
  for p: page do
    is_mapped[p] := false;
    undefine mapped[p];
    ripas[p] := EMPTY;
  end;
  leave();
end;

ruleset g: granule do
  rule "delegate" gran[g] = UNDELEGATED ==> begin gran[g] := DELEGATED; end;
  rule "undelegate" gran[g] = DELEGATED ==> begin gran[g] := UNDELEGATED; end;

  ruleset p: page do
    rule "create" realm = NEW & gran[g] = DELEGATED & !is_mapped[p] ==>
    begin
      gran[g] := DATA; is_mapped[p] := true; mapped[p] := g; ripas[p] := RAM; measure();
    end;
    rule "create unknown" gran[g] = DELEGATED & !is_mapped[p] ==>
    begin
      gran[g] := DATA; is_mapped[p] := true; mapped[p] := g;
    end;
  end;
end;

ruleset p: page do
  rule "destroy" is_mapped[p] ==>
  begin
    gran[mapped[p]] := DELEGATED; is_mapped[p] := false; undefine mapped[p];
    if ripas[p] = RAM then ripas[p] := DESTROYED; end;
  end;
  rule "read" idle() ==> begin end;
end;

ruleset b: page; t: place do
  rule "init ripas" b < t & realm = NEW & !is_mapped[b] ==>
  begin
    for p: page do
      if p >= b & p < t then ripas[p] := RAM; end;
    end;
    measure();
  end;

  rule "set ripas" b < t & pending & addr = b & t <= top & !halts(b) ==>
  begin
    for p: page do
      if p = addr & p < t & !halts(p) then
        if wanted then ripas[p] := RAM; else ripas[p] := EMPTY; end;
        addr := p + 1;
      end;
    end;
  end;

  ruleset r: boolean; c: boolean do
    rule "request" b < t & idle() ==>
    begin
      pending := true; addr := b; top := t; wanted := r; consent := c; base := b;
    end;
  end;
end;

rule "activate" realm = NEW ==> begin realm := ACTIVE; end;
rule "off" idle() ==> begin realm := OFF; end;
rule "accept" realm = ACTIVE & pending ==> begin leave(); end;
rule "reject" realm = ACTIVE & pending ==> begin leave(); end;
