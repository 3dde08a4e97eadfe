using Xunit;

namespace Marketplace.Contracts.Tests;

/// <summary>统一社会信用代码 (GB 32100-2015).</summary>
public sealed class SocialCreditCodeTests
{
    [Theory]
    [InlineData("91350100M000100Y43", true)]
    [InlineData("91350100M000100Y44", false)]
    [InlineData("91350100M000100Y4", false)]
    [InlineData("91350100M000100Y433", false)]
    [InlineData("91350100m000100y43", false)]
    [InlineData("9135O100M000100Y43", false)]
    [InlineData("91A50100M000100Y43", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_code_has_18_characters_of_which_the_last_is_a_check(string? code, bool isValid) =>
        Assert.Equal(isValid, SocialCreditCode.IsValid(code));

    [Fact]
    public void A_slip_in_any_one_character_is_noticed()
    {
        const string Good = "91350100M000100Y43";
        for (var place = 0; place < Good.Length; place++)
        {
            foreach (var other in "0123456789ABCDEFGHJKLMNPQRTUWXY".Where(other => other != Good[place]))
            {
                Assert.False(SocialCreditCode.IsValid($"{Good[..place]}{other}{Good[(place + 1)..]}"));
            }
        }
    }
}
