using Xunit;

namespace Marketplace.House.Tests;

/// <summary>Lines fit on a screen beside another file.</summary>
public sealed class LineLengthTests
{
    /// <summary>As max_line_length in .editorconfig, in characters; a Chinese one counts as one.</summary>
    const int ColumnsMax = 140;

    [Fact]
    public void No_line_is_longer_than_140_columns()
    {
        var faults =
            from file in Sources.Files("*.cs")
            from line in File.ReadLines(file).Select((text, index) => (text, number: index + 1))
            where line.text.Length > ColumnsMax
            select $"{Sources.Relative(file)}:{line.number} has {line.text.Length} columns of at most {ColumnsMax}.";
        Assert.Empty(faults);
    }
}
