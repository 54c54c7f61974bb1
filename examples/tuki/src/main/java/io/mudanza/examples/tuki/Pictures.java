package io.mudanza.examples.tuki;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;

/** Paints small pictures, always the same ones, into the media store. */
final class Pictures {
    private final Path media;
    private final long seed;
    private final AtomicInteger files = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    /** Without a media folder (null) pictures are painted for their digests only. */
    Pictures(Path media, long seed) {
        this.media = media;
        this.seed = seed;
        System.setProperty("java.awt.headless", "true");
        ImageIO.setUseCache(false);
    }

    record Picture(String path, byte[] sha256) {}

    Picture save(String path, int width, int height) throws IOException {
        byte[] content = paint(path, width, height);
        if (media != null) {
            Path file = media.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            files.incrementAndGet();
            bytes.addAndGet(content.length);
        }
        try {
            return new Picture(path, MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    int files() {
        return files.get();
    }

    long bytes() {
        return bytes.get();
    }

    private byte[] paint(String path, int width, int height) throws IOException {
        Chance chance = new Chance(seed, path).row(0);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int sky = Color.HSBtoRGB(chance.below(1000) / 1000f, 0.4f, 0.9f);
        int ground = Color.HSBtoRGB(chance.below(1000) / 1000f, 0.7f, 0.5f);
        int horizon = height / 3 + chance.below(height / 3);
        int sunX = chance.below(width);
        int sunY = chance.below(horizon);
        int sun = height / 6;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean inSun = (x - sunX) * (x - sunX) + (y - sunY) * (y - sunY) < sun * sun;
                int color = inSun ? 0xFFDD55 : y < horizon + (x * 31 + y) % 7 ? sky : ground;
                image.setRGB(x, y, color ^ (chance.below(3) * 0x010101));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(16 * 1024);
        ImageIO.write(image, path.endsWith(".png") ? "png" : "jpg", out);
        return out.toByteArray();
    }
}
