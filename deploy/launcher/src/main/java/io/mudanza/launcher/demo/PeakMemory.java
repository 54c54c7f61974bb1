package io.mudanza.launcher.demo;

import io.mudanza.cli.terminal.Sizes;
import io.mudanza.launcher.node.Memory;
import io.mudanza.launcher.node.NodeRecord;
import java.util.List;
import java.util.stream.Collectors;

/** The most memory that each process of a node had so far. */
final class PeakMemory {

    private PeakMemory() {}

    /** One line for people: {@code target: mudanza 300.1 MB · kafka 180.0 MB}. */
    static String line(String title, NodeRecord node) {
        List<NodeRecord.Member> members = node.services();
        return title + ": " + members.stream()
                .map(member -> member.name() + " " + member.process().handle().map(Memory::peak)
                        .filter(bytes -> bytes > 0).map(Sizes::bytes).orElse("-"))
                .collect(Collectors.joining(" · "));
    }
}
