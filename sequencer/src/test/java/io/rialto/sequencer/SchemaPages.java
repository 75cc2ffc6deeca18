package io.rialto.sequencer;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.xml.parsers.DocumentBuilderFactory;

/** Renders the SBE schema as tables for the protocol's pages. */
final class SchemaPages {
    private static final Map<String, Integer> PRIMITIVE_BYTES = Map.of(
            "char", 1, "uint8", 1, "uint16", 2, "uint32", 4, "int32", 4, "int64", 8, "uint64", 8,
            "int16", 2);

    private final Element schema;
    private final Map<String, Integer> bytesOf = new HashMap<>(PRIMITIVE_BYTES);

    SchemaPages(Path xml) throws Exception {
        schema = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(xml.toFile())
                .getDocumentElement();
        for (Element type : children(child(schema, "types"))) {
            bytesOf.put(type.getAttribute("name"), bytes(type));
        }
    }

    /** Template numbers of the messages from {@code first} to {@code last}, in the schema's order. */
    List<Integer> templates(int first, int last) {
        return messages(first, last).stream().map(SchemaPages::template).toList();
    }

    /** The message with that template number. */
    String name(int template) {
        return name(messages(template, template).getFirst());
    }

    /** A section for each message, with what {@code examples} has for it. */
    String messages(int first, int last, Map<Integer, String> examples) {
        StringBuilder page = new StringBuilder();
        for (Element message : messages(first, last)) {
            page.append("### %s · %d\n\n".formatted(name(message), template(message)));
            sentence(message, page);
            fields(message, page);
            page.append(examples.getOrDefault(template(message), ""));
        }
        return page.toString();
    }

    /** Composites and fixed types, then enums. */
    String types() {
        StringBuilder page = new StringBuilder();
        for (Element type : children(child(schema, "types"))) {
            if (type.getTagName().equals("composite")) {
                page.append("### %s\n\n".formatted(name(type)));
                sentence(type, page);
                fields(type, page);
            }
        }
        page.append("### Fixed types\n\n| type | bytes | meaning |\n|---|---|---|\n");
        for (Element type : children(child(schema, "types"))) {
            if (type.getTagName().equals("type")) {
                page.append(
                        "| %s | %d | %s |\n".formatted(name(type), bytes(type), description(type)));
            }
        }
        page.append('\n');
        for (Element type : children(child(schema, "types"))) {
            if (type.getTagName().equals("enum")) {
                values(type, page);
            }
        }
        return page.toString();
    }

    private void values(Element type, StringBuilder page) {
        page.append("### %s (%s)\n\n".formatted(name(type), type.getAttribute("encodingType")));
        sentence(type, page);
        page.append("| number | name | meaning |\n|---|---|---|\n");
        for (Element value : children(type)) {
            page.append("| %s | %s | %s |\n"
                    .formatted(value.getTextContent(), name(value), description(value)));
        }
        page.append('\n');
    }

    private void fields(Element message, StringBuilder page) {
        page.append("| offset | field | type | meaning |\n|---|---|---|---|\n");
        int offset = 0;
        for (Element field : children(message)) {
            String type = typeOf(field);
            boolean isFixed =
                    !field.getTagName().equals("data") && !field.getTagName().equals("group");
            page.append("| %s | %s | %s | %s |\n"
                    .formatted(
                            isFixed ? Integer.toString(offset) : "then",
                            name(field),
                            type,
                            description(field)));
            if (isFixed) {
                offset += field.getTagName().equals("type") ? bytes(field) : bytesOf.get(type);
            }
            if (field.getTagName().equals("group")) {
                for (Element member : children(field)) {
                    page.append("| each | %s.%s | %s | %s |\n"
                            .formatted(
                                    name(field),
                                    name(member),
                                    typeOf(member),
                                    description(member)));
                }
            }
        }
        page.append("\n");
        if (message.getTagName().equals("sbe:message")) {
            page.append("Block of %d bytes.\n\n".formatted(offset));
        }
    }

    private static String typeOf(Element field) {
        return switch (field.getTagName()) {
            case "group" -> "group";
            case "type" -> field.getAttribute("primitiveType");
            default -> field.getAttribute("type");
        };
    }

    private static void sentence(Element element, StringBuilder page) {
        String description = description(element);
        if (!description.isEmpty()) {
            String first = description.substring(0, 1).toUpperCase(java.util.Locale.ROOT);
            page.append(first)
                    .append(description.substring(1))
                    .append(description.endsWith(".") ? "\n\n" : ".\n\n");
        }
    }

    private int bytes(Element type) {
        return switch (type.getTagName()) {
            case "type" -> {
                String length = type.getAttribute("length");
                yield PRIMITIVE_BYTES.get(type.getAttribute("primitiveType"))
                        * (length.isEmpty() ? 1 : Integer.parseInt(length));
            }
            case "enum" -> PRIMITIVE_BYTES.get(type.getAttribute("encodingType"));
            case "ref" -> bytesOf.get(type.getAttribute("type"));
            default -> children(type).stream().mapToInt(this::bytes).sum();
        };
    }

    private List<Element> messages(int first, int last) {
        return children(schema).stream()
                .filter(each -> each.getTagName().equals("sbe:message"))
                .filter(each -> template(each) >= first && template(each) <= last)
                .toList();
    }

    private static int template(Element message) {
        return Integer.parseInt(message.getAttribute("id"));
    }

    private static String name(Element element) {
        return element.getAttribute("name");
    }

    private static String description(Element element) {
        return element.getAttribute("description");
    }

    private static Element child(Element parent, String tag) {
        return children(parent).stream()
                .filter(each -> each.getTagName().equals(tag))
                .findFirst()
                .orElseThrow();
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
