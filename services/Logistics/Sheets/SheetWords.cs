namespace Marketplace.Logistics.Sheets;

/// <summary>What the values of a kind are called in tables: in Chinese as they are written, and read in English as well.</summary>
sealed class SheetWords<T>(params (T Value, string Zh)[] words)
    where T : struct, Enum
{
    /// <summary>The words that may stand in a cell, and what they mean.</summary>
    public IReadOnlyDictionary<string, T> Meanings { get; } = words.Select(word => (Word: word.Zh, word.Value))
        .Concat(words.Select(word => (Word: $"{word.Value}", word.Value))).ToDictionary(word => word.Word, word => word.Value);

    public string Of(T value) => words.Single(word => word.Value.Equals(value)).Zh;
}
