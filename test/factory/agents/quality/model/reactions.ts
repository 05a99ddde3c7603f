import { evaluate } from '../../../../../factory/domain/evaluate.ts';
import { kebabCase } from '../../../../../factory/domain/naming.ts';
import type { Reaction } from '../../../../../factory/domain/reaction.ts';
import { create, transition } from './commands.ts';
import { keptOf, refusal, shown, type Answer, type Kept, type Model, type Values } from './document.ts';

type CloudEvent = { id: string; type: string; subject: string; data: Values };

export const typeOf = (from: string, event: string, version: number): string =>
  `com.connectsoft.${from}.${kebabCase(event)}.v${version}`;

const useCaseCalled = ({ service }: Model, name: string) => {
  const found = service.useCases.find((useCase) => useCase.name === name);
  if (!found) throw new Error(`No use case ${name}.`);
  return found;
};

const move = (model: Model, name: string, kept: Kept | undefined, now: string): Answer | undefined => {
  const useCase = useCaseCalled(model, name);
  if (!kept) return refusal(409, 'not-yet');
  if (useCase.kind !== 'transition' || kept.state === useCase.to) return undefined;
  return transition(model, useCase, kept, { now });
};

type ReserveOrRelease = Extract<Reaction['does'], { kind: 'reserve' | 'release' }>;

const reserve = (model: Model, does: ReserveOrRelease, { subject, data }: CloudEvent, now: string): void => {
  const wanted = (data[does.list] as Values[]).flatMap((part) => {
    const kept = model.all.get(String(part[does.item]));
    return kept ? [{ kept, quantity: Number(part[does.quantity]) }] : [];
  });
  const left = (kept: Kept) => Number(shown(model, kept, now)[kept.aggregate.reservable?.field ?? '']);
  if (wanted.some(({ kept, quantity }) => left(kept) < quantity)) return;
  for (const { kept, quantity } of wanted) kept.reserved.set(subject, quantity);
};

const react = (model: Model, { does }: Reaction, event: CloudEvent, now: string): Answer | undefined => {
  const { data, subject } = event;
  switch (does.kind) {
    case 'create': {
      const useCase = useCaseCalled(model, does.useCase);
      const body = Object.fromEntries(
        Object.entries(does.input).map(([name, value]) => [
          name,
          evaluate(value, { field: () => undefined, event: data, now }),
        ]),
      );
      return useCase.kind === 'create' ? create(model, useCase, { now, body }) : undefined;
    }
    case 'transition': {
      const wanted = String(data[does.path]);
      const { aggregate } = useCaseCalled(model, does.useCase);
      const value = (kept: Kept) => String(does.field === 'id' ? kept.id : kept.values[does.field]);
      return move(
        model,
        does.useCase,
        keptOf(model, aggregate).find((kept) => value(kept) === wanted),
        now,
      );
    }
    case 'reserve':
      return void reserve(model, does, event, now);
    case 'release':
      for (const kept of keptOf(model, does.aggregate)) kept.reserved.delete(subject);
      return undefined;
    case 'ask': {
      const text = JSON.stringify(data);
      if (text.includes('unavailable')) return undefined;
      return move(
        model,
        text.includes('refused') ? does.refused : does.accepted,
        model.all.get(subject),
        now,
      );
    }
  }
};

/** Everything that waits for an event happens, once for each event. */
export const receive = (model: Model, event: CloudEvent, now: string): Answer => {
  if (model.applied.has(event.id)) return { status: 204 };
  const waiting = model.service.reactions.filter(
    ({ from, event: name, version }) => typeOf(from, name, version) === event.type,
  );
  for (const reaction of waiting) {
    const refused = react(model, reaction, event, now);
    if (refused && refused.status >= 400) return refused;
  }
  model.applied.add(event.id);
  return { status: 204 };
};
