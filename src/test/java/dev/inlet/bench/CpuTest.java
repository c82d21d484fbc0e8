package dev.inlet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CpuTest {
  private static final String STAT =
      "4711 (a (bad) name) S 1 4711 4711 0 -1 4194560 9 0 0 0 1234 766 0 0 20 0 35 0 2871 1 2";

  @Test
  void addsWhatTheProgramAndWhatTheKernelDid() {
    assertThat(Cpu.seconds(STAT)).isEqualTo(20);
  }

  @Test
  void knowsACompilerByItsName() {
    assertThat(Cpu.isCompiler("12 (C2 CompilerThre) S 1")).isTrue();
    assertThat(Cpu.isCompiler("12 (spool-writer) S 1")).isFalse();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has /proc")
  void readsWhatThisProcessHasUsed() throws IOException {
    var cpu = Cpu.of(ProcessHandle.current().pid());

    assertThat(cpu.seconds()).isPositive();
    assertThat(cpu.compilerSeconds()).isBetween(0.0, cpu.seconds());
  }
}
