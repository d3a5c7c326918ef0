using System.Text;

namespace AzQuantumSession.Tests.Model;

public sealed class LlvmIrTests
{
    [Theory]
    [InlineData("; ModuleID = 'bell'\nsource_filename = \"bell\"")]
    [InlineData("source_filename = \"bell\"")]
    [InlineData("source_filename=\"bell\"")]
    [InlineData("\r\n  target datalayout = \"e\"")]
    [InlineData("target triple = \"x86_64\"")]
    [InlineData("; a comment\n\n; another\ndefine void @main() {")]
    [InlineData("declare void @__quantum__qis__h__body(ptr)")]
    [InlineData("%Qubit = type opaque")]
    [InlineData("@0 = internal constant [3 x i8] c\"c\\00\\00\"")]
    [InlineData("\uFEFF; ModuleID = 'bell'")]
    public void IsText_recognizes_IR_as_text(string text) => Assert.True(LlvmIr.IsText(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("")]
    [InlineData("; only a comment")]
    [InlineData("OPENQASM 2.0;")]
    [InlineData("DECLARE ro BIT[2]")]
    [InlineData("{\"qubits\":1}")]
    [InlineData("target q;")]
    [InlineData("%theta")]
    [InlineData("definition")]
    public void IsText_returns_false_for_other_text(string text) => Assert.False(LlvmIr.IsText(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData(true, 0x42, 0x43, 0xC0, 0xDE)]
    [InlineData(true, 0xDE, 0xC0, 0x17, 0x0B)]
    [InlineData(false, 0x0B, 0x17, 0xC0, 0xDE)]
    [InlineData(false, 0x42, 0x43)]
    public void IsBitcode_recognizes_bitcode_and_its_wrapper(bool expected, params int[] bytes) =>
        Assert.Equal(expected, LlvmIr.IsBitcode([.. bytes.Select(value => (byte)value)]));
}
