package io.mudanza.examples.tuki;

import java.util.List;

/** Names and sentences as people write them: accents, quotes, backslashes, tabs, line breaks, other scripts, emoji. */
final class Words {
    private static final List<String> GIVEN = List.of(
            "Sofía", "Martín", "José", "Begoña", "Iñaki", "Zoë", "Søren", "Łukasz", "Chloé", "Mary-Jane", "Jürgen",
                    "Ana",
            "Muhammad", "Nguyễn", "李", "Ólafur", "Şirin", "Antonio", "Camila", "Renée");
    private static final List<String> FAMILY = List.of(
            "Muñoz", "O'Brien", "González", "D'Angelo", "Peña y Lillo", "Müller", "Ñancupil", "Fernández", "Smith",
                    "Ibáñez",
            "van der Berg", "Åström", "小龍", "Kowalski", "Çelik", "Pérez", "Rojas", "Núñez", "Lefèvre",
                    "Soto \"El Flaco\"");
    private static final List<String> NOUNS = List.of(
            "Festival", "Fiesta", "Concierto", "Teatro", "Feria", "Maratón", "Cumbre", "Taller", "Exposición", "Ópera",
                    "Rodeo", "Cine");
    private static final List<String> OF_WHAT = List.of(
            "de otoño", "del ñandú 🎉", "de jazz & blues", "en la montaña", "\"Sin fronteras\"", "de la empanada 🥟",
                    "año nuevo",
            "electrónica", "C:\\retro", "100% acústico", "niños y niñas", "del vino 🍷", "d'été", "– edición 2026");
    private static final List<String> CITIES = List.of(
            "Santiago", "Valparaíso", "Concepción", "Ñuñoa", "Bogotá", "São Paulo", "Ciudad de México", "A Coruña",
                    "Zürich", "Århus");
    private static final List<String> WORDS = List.of(
            "la", "noche", "música", "gente", "entrada", "corazón", "año", "señal", "y", "con", "para", "desde", "tú",
                    "mañana",
            "escenario", "luz", "baile", "comida", "gratis", "asiento", "puerta", "cariño", "pingüino", "artesanía",
                    "público");
    private static final List<String> ODD = List.of(
            " 🎶", " \\o/", "\t(véase abajo)", "\nSegunda línea", " «¡olé!»", " 'simple'", " \"doble\"", " \\N",
                    " 50 %", " €5", " 👩‍👩‍👧",
            "\r\nWindows", " <b>no</b>", " $1", " {a,b}", " NULL", "");
    private static final List<String> TAGS = List.of(
            "vip", "niños", "al aire libre", "rock & roll", "gratis", "\"nuevo\"", "a\\b", "👶", "18+", "accesible",
                    "año,nuevo");

    private Words() {}

    static String person(Chance chance) {
        return chance.of(GIVEN) + " " + chance.of(FAMILY);
    }

    static String event(Chance chance) {
        return chance.of(NOUNS) + " " + chance.of(OF_WHAT);
    }

    static String city(Chance chance) {
        return chance.of(CITIES);
    }

    static String tag(Chance chance) {
        return chance.of(TAGS);
    }

    /** Up to three tags. */
    static List<String> tags(Chance chance) {
        return switch (chance.below(4)) {
            case 0 -> List.of();
            case 1 -> List.of(tag(chance));
            case 2 -> List.of(tag(chance), tag(chance));
            case 3 -> List.of(tag(chance), tag(chance), tag(chance));
            default -> throw new IllegalStateException("Below four there is nothing else");
        };
    }

    /** A text of so many words, with something odd now and then. */
    static String text(Chance chance, int words) {
        StringBuilder text = new StringBuilder(words * 8);
        for (int i = 0; i < words; i++) {
            if (i > 0) {
                text.append(' ');
            }
            text.append(chance.of(WORDS));
            if (chance.oneIn(12)) {
                text.append(chance.of(ODD));
            }
        }
        return text.toString();
    }
}
