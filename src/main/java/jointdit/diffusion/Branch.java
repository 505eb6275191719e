package jointdit.diffusion;

import static jointdit.diffusion.Condition.NEGATIVE_TEXT;
import static jointdit.diffusion.Condition.TEXT;

import java.util.Set;
import java.util.TreeSet;

/**
 * One of the predictions that guidance compares.
 *
 * @param conditions what it depends on
 */
public record Branch(Set<Condition> conditions) {
    public Branch {
        conditions = Set.copyOf(conditions);
    }

    /** The same without some conditions. */
    Branch without(Set<Condition> dropped) {
        var kept = new TreeSet<>(conditions);
        kept.removeAll(dropped);
        return new Branch(kept);
    }

    /** The same with the negative prompt in the place of the prompt. */
    Branch negative() {
        var changed = new TreeSet<>(conditions);
        changed.remove(TEXT);
        changed.add(NEGATIVE_TEXT);
        return new Branch(changed);
    }

    /** Whether it depends on {@code condition}. */
    public boolean has(Condition condition) {
        return conditions.contains(condition);
    }
}
