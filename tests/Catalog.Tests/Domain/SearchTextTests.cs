using FsCheck;
using FsCheck.Fluent;
using Marketplace.Catalog.Domain;
using Xunit;

namespace Marketplace.Catalog.Tests.Domain;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("金阳 青花椒", "金阳青花椒")]
    [InlineData("ＡＢ１ Tea", "ab1tea")]
    [InlineData("　 ", "")]
    public void Letter_case_width_and_spaces_do_not_matter(string text, string expected) => Assert.Equal(expected, SearchText.Of(text));

    [Fact]
    public void Pairs_are_of_whole_characters_even_rare_ones() =>
        Assert.Equal(["\U00020BB7野", "野家", "家家"], SearchText.Pairs("\U00020BB7野家家家"));

    [Theory]
    [InlineData("")]
    [InlineData("椒")]
    public void Less_than_two_characters_have_no_pair(string text) => Assert.Empty(SearchText.Pairs(text));

    [Fact]
    public void A_name_has_all_pairs_of_every_part_of_it() =>
        Prop.ForAll(
            (from name in Gen.Elements("青花椒油苹果酒马铃薯".ToCharArray()).NonEmptyListOf()
             from start in Gen.Choose(0, name.Count - 1)
             from length in Gen.Choose(0, name.Count - start)
             select (Name: string.Concat(name), Part: string.Concat(name.Skip(start).Take(length)))).ToArbitrary(),
            text => !SearchText.Pairs(text.Part).Except(SearchText.Pairs(text.Name)).Any()).QuickCheckThrowOnFailure();
}
