using System.Collections.Frozen;

namespace Marketplace.Accounts.Credentials;

/// <summary>Passwords that are guessed first: words that many people use, rows of keys, repetitions and sequences.</summary>
public static class CommonPasswords
{
    const string FileName = "common-passwords.txt";

    // Fewer different characters than this are a repetition.
    const int DifferentMin = 5;

    static readonly FrozenSet<string> Words = Read();

    /// <summary>Whether a password is a common one, also with digits and signs around it, capitals in it, or signs for letters.</summary>
    public static bool Contains(string password)
    {
        var small = password.ToLowerInvariant();
        var plain = Plain(small);
        return Words.Contains(small)
            || Words.Contains(small.Trim(Around))
            || Words.Contains(small.TrimEnd(Around))
            || Words.Contains(plain.Trim(Around))
            || Words.Contains(plain.TrimEnd(Around))
            || IsMadeOfWords(plain.Trim(Around))
            || small.Distinct().Count() < DifferentMin
            || IsSequence(small);
    }

    static readonly char[] Around = [.. "0123456789!@#$%^&*()-_=+.,?~ "];

    static string Plain(string small) => small
        .Replace('@', 'a').Replace('$', 's').Replace('0', 'o').Replace('3', 'e').Replace('1', 'i').Replace('!', 'i');

    /// <summary>Two common words one behind the other are no better than one.</summary>
    static bool IsMadeOfWords(string text)
    {
        for (var cut = 3; cut <= text.Length - 3; cut++)
        {
            if (Words.Contains(text[..cut]) && Words.Contains(text[cut..]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Each character follows the one before it by the same step: 1234567890, abcdefghij, 9876543210.</summary>
    static bool IsSequence(string text)
    {
        var steps = text.Zip(text.Skip(1), (left, right) => (right - left + 10) % 10).Distinct().Count();
        var exact = text.Zip(text.Skip(1), (left, right) => right - left).Distinct().Count();
        return exact == 1 || (text.All(char.IsAsciiDigit) && steps == 1);
    }

    static FrozenSet<string> Read()
    {
        using var file = typeof(CommonPasswords).Assembly.GetManifestResourceStream(FileName)!;
        using var reader = new StreamReader(file);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines.Where(line => line[0] != '#').ToFrozenSet(StringComparer.Ordinal);
    }
}
