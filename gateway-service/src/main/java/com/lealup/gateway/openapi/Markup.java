package com.lealup.gateway.openapi;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/**
 * Turns text into HTML that cannot do anything. Every word of the document that reaches the page comes through here.
 */
final class Markup {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern PARAGRAPHS = Pattern.compile("\\n{2,}");

    private Markup() {}

    /** Text, made harmless; also within the quotes of an attribute. */
    static String text(String plain) {
        return HtmlUtils.htmlEscape(plain, "UTF-8");
    }

    static String code(String plain) {
        return "<code>" + text(plain) + "</code>";
    }

    /** One line in which backticks mark code. */
    static String line(String commonMark) {
        return CODE.matcher(text(commonMark)).replaceAll("<code>$1</code>");
    }

    /** Paragraphs in which backticks mark code, and lists of lines that begin with a dash. */
    static String prose(String commonMark) {
        return PARAGRAPHS
                .splitAsStream(commonMark.strip())
                .filter(block -> !block.isEmpty())
                .map(Markup::block)
                .collect(Collectors.joining());
    }

    private static String block(String block) {
        var lines = block.split("\n", -1);
        if (Arrays.stream(lines).allMatch(line -> line.startsWith("- "))) {
            return Arrays.stream(lines)
                    .map(line -> "<li>" + line(line.substring(2)) + "</li>")
                    .collect(Collectors.joining("", "<ul>", "</ul>\n"));
        }
        return "<p>" + line(block) + "</p>\n";
    }
}
