package dev.patchproof.probe.windows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.RegistryValueFact;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** What holds of every registry value. */
class RegistryPropertiesTest {

    @Property(tries = 500)
    void anyBytesOfAnyType_areAFinding(
            @ForAll @IntRange(min = -2, max = 20) int type, @ForAll @Size(max = 200) byte[] bytes) {
        assertThat(RegistryData.decode(RawValue.of(type, bytes))).isNotNull();
        assertThat(RegistryData.pendingRenames(RawValue.of(type, bytes))).isNotNull();
    }

    @Property(tries = 500)
    void number_isReadUnsigned(@ForAll int number) {
        byte[] bytes = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array();

        assertThat(RegistryData.decode(RawValue.of(4, bytes)))
                .isEqualTo(
                        Finding.exists(new RegistryValueFact("REG_DWORD", List.of(Integer.toUnsignedString(number)))));
    }

    @Property(tries = 500)
    void text_isReadAsItWasWritten(@ForAll @StringLength(max = 100) String text) {
        String whole = text.replace("\0", "");
        Assume.that(StandardCharsets.UTF_16LE.newEncoder().canEncode(whole));

        assertThat(RegistryData.decode(RawValue.of(1, (whole + "\0").getBytes(StandardCharsets.UTF_16LE))))
                .isEqualTo(Finding.exists(new RegistryValueFact("REG_SZ", List.of(whole))));
    }
}
