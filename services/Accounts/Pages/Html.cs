using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Marketplace.Accounts.Pages;

/// <summary>A piece of HTML. What an interpolated string puts into it is encoded, unless it is HTML itself.</summary>
public readonly record struct Html(string Text)
{
    public static Html Empty { get; } = new("");

    /// <summary>HTML out of an interpolated string: <c>Html.Of($"&lt;p&gt;{name}&lt;/p&gt;")</c>.</summary>
    public static Html Of(Writer writer) => new(writer.ToString());

    public override string ToString() => Text;

    /// <summary>Writes an interpolated string: its literal parts as they are, everything else encoded.</summary>
    [InterpolatedStringHandler]
    public readonly struct Writer(int literalLength, int formattedCount)
    {
        // Chinese stays readable; what HTML could misread is encoded.
        static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

        readonly StringBuilder _text = new(literalLength + (formattedCount * 16));

        public void AppendLiteral(string text) => _text.Append(text);

        public void AppendFormatted(Html html) => _text.Append(html.Text);

        public void AppendFormatted(IEnumerable<Html> parts)
        {
            foreach (var part in parts)
            {
                _text.Append(part.Text);
            }
        }

        public void AppendFormatted(string? text) => _text.Append(Encoder.Encode(text ?? ""));

        public void AppendFormatted(int number) => _text.Append(number.ToString(CultureInfo.InvariantCulture));

        public override string ToString() => _text.ToString();
    }
}
