package jointdit.tensor;

import static jointdit.config.Check.argument;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A node of the tree of modules that the dotted names of parameters draw, as a TorchScript class with one object. */
final class ExportedModule {
    private final String className;
    private final Map<String, ExportedModule> children = new LinkedHashMap<>();
    private final Map<String, Leaf> leaves = new LinkedHashMap<>();

    /** A tensor attribute: its type, its storage's number, and whether it is a parameter or a buffer. */
    private record Leaf(Spec spec, int storage, boolean learned) {}

    private ExportedModule(String className) {
        this.className = className;
    }

    /** Tree of a graph; storage i holds its parameter i, the constants come after. */
    static ExportedModule of(Graph graph) {
        var root = new ExportedModule("M");
        var classes = new ArrayList<>(List.of(root));
        var count = graph.parameters().size();
        for (var i = 0; i < count; i++) {
            var parameter = graph.parameters().get(i);
            root.place(parameter.name(), new Leaf(new Spec(parameter.shape(), DataType.FLOAT32), i, true), classes);
        }
        for (var i = 0; i < graph.constants().size(); i++) {
            var spec = graph.constants().get(i).spec();
            root.place(constant(i), new Leaf(spec, count + i, false), classes);
        }
        return root;
    }

    /** Name of the buffer of constant {@code index}. */
    static String constant(int index) {
        return "constant_" + index;
    }

    /** Script expression of the tensor called {@code name}; {@code getattr} also reads names that are numbers. */
    static String read(String name) {
        var text = "self";
        for (var part : name.split("\\.", -1)) {
            text = "getattr(%s, \"%s\")".formatted(text, part);
        }
        return text;
    }

    private void place(String name, Leaf leaf, List<ExportedModule> classes) {
        var dot = name.indexOf('.');
        if (dot < 0) {
            argument(!children.containsKey(name), "%s is the name of a module and of a parameter", name);
            leaves.put(name, leaf);
            return;
        }
        var part = name.substring(0, dot);
        argument(!leaves.containsKey(part), "%s is the name of a module and of a parameter", part);
        var child = children.computeIfAbsent(part, p -> {
            var made = new ExportedModule("M" + classes.size());
            classes.add(made);
            return made;
        });
        child.place(name.substring(dot + 1), leaf, classes);
    }

    /** Definitions of this class, with {@code methods}, and of all classes below. */
    String classes(String methods) {
        var text = new StringBuilder("class " + className + "(Module):\n"
                + "  __parameters__ = " + names(true) + "\n"
                + "  __buffers__ = " + names(false) + "\n"
                + "  training : bool\n");
        leaves.keySet().forEach(name -> text.append(attribute(name, "Tensor")));
        children.forEach((name, child) -> text.append(attribute(name, "__torch__." + child.className)));
        text.append(methods);
        children.values().forEach(child -> text.append(child.classes("")));
        return text.toString();
    }

    private String names(boolean learned) {
        return leaves.entrySet().stream()
                .filter(e -> e.getValue().learned() == learned)
                .map(e -> '"' + e.getKey() + "\", ")
                .collect(Collectors.joining("", "[", "]"));
    }

    private static String attribute(String name, String type) {
        return "  __annotations__[\"" + name + "\"] = " + type + "\n";
    }

    /** The object with all tensors. */
    void write(Pickle pickle) {
        pickle.beginModule(className);
        leaves.forEach((name, leaf) -> {
            pickle.name(name);
            pickle.tensor(leaf.spec(), leaf.storage(), leaf.learned());
        });
        children.forEach((name, child) -> {
            pickle.name(name);
            child.write(pickle);
        });
        pickle.endModule();
    }
}
