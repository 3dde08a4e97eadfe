using Xunit;

namespace Marketplace.Contracts.Tests;

/// <summary>One paper, one spelling (CR-22).</summary>
public sealed class NormalFormTests
{
    [Theory]
    [InlineData("BX-001", "BX-001")]
    [InlineData("bx-001", "BX-001")]
    [InlineData("ＢＸ－００１", "BX-001")]
    [InlineData("BX–001", "BX-001")]
    [InlineData("BX−001", "BX-001")]
    [InlineData("BX-001\u200B", "BX-001")]
    [InlineData(" BX - 001 ", "BX-001")]
    [InlineData("2633 2000 0000 1234 5678", "26332000000012345678")]
    [InlineData("镇帮销〔2024〕12号", "镇帮销(2024)12号")]
    [InlineData("镇帮销[2024]12号", "镇帮销(2024)12号")]
    [InlineData("镇帮销【2024】12号", "镇帮销(2024)12号")]
    [InlineData("金阳青花椒专业合作社（普通合伙）", "金阳青花椒专业合作社(普通合伙)")]
    [InlineData("阿依•古丽", "阿依·古丽")]
    [InlineData("阿依・古丽", "阿依·古丽")]
    [InlineData("⾦阳", "金阳")]
    [InlineData("", "")]
    public void What_makes_no_difference_on_paper_makes_none_here(string typed, string form) => Assert.Equal(form, NormalForm.Of(typed));

    [Theory]
    [InlineData("BX-001", "BX-01")]
    [InlineData("BX-001", "BX001")]
    [InlineData("BX/001", "BX-001")]
    [InlineData("金阳县", "金阳")]
    [InlineData("甲(1)", "甲1")]
    public void What_makes_a_difference_is_kept(string one, string other) => Assert.False(NormalForm.AreSame(one, other));

    [Theory, InlineData("\uD83D"), InlineData("A\uDE00B"), InlineData("BX-001"), InlineData("〔甲〕·乙"), InlineData("\uFDFA ﷺ")]
    public void The_form_of_a_form_is_itself(string text)
    {
        var form = NormalForm.Of(text);
        Assert.Equal(form, NormalForm.Of(form));
    }
}
