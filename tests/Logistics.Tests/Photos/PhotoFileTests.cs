using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Photos;
using Marketplace.Platform.Refusals;
using Xunit;

namespace Marketplace.Logistics.Tests.Photos;

/// <summary>What is kept of a file, and what is refused.</summary>
public sealed class PhotoFileTests
{
    static readonly byte[] Secret = Encoding.ASCII.GetBytes(Pictures.Secret);

    public static TheoryData<string, byte[]> Kinds { get; } = new()
    {
        { "jpeg", Pictures.Jpeg(640, 480) },
        { "jpeg turned", Pictures.Jpeg(640, 480, orientation: 6) },
        { "png", Pictures.Png(640, 480) },
        { "webp", Pictures.Webp(640, 480) },
        { "webp transparent", Pictures.Webp(640, 480, isTransparent: true) },
        { "webp lossless", Pictures.Webp(640, 480, isLossless: true) },
    };

    [Theory, MemberData(nameof(Kinds))]
    public void A_picture_is_kept_without_what_is_written_beside_it(string kind, byte[] sent)
    {
        Assert.True(sent.AsSpan().IndexOf(Secret) > 0);

        var file = PhotoFile.Read(sent);

        Assert.True(file.Content.AsSpan().IndexOf(Secret) < 0, kind);
        Assert.True(file.Content.AsSpan().IndexOf("PK\u0003\u0004"u8) < 0, kind);
        Assert.Equal(640 * 480, file.Width * file.Height);
        // What is kept is a picture of the same kind, of which nothing more is to be removed.
        Assert.Equal(file.Content, PhotoFile.Read(file.Content).Content);
    }

    [Theory]
    [InlineData(0, true), InlineData(1, true), InlineData(3, false), InlineData(6, true), InlineData(6, false), InlineData(8, false)]
    [InlineData(9, true)]
    public void How_a_JPEG_is_turned_is_told_anew(int orientation, bool isLittle)
    {
        var file = PhotoFile.Read(Pictures.Jpeg(640, 480, orientation, isLittle: isLittle));

        Assert.Equal(orientation is >= 5 and <= 8 ? (480, 640) : (640, 480), (file.Width, file.Height));
        byte[] told =
        [
            0xFF, 0xD8, 0xFF, 0xE1, 0, 34, .. "Exif\0\0MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation,
        ];
        Assert.Equal(orientation is >= 2 and <= 8, file.Content.AsSpan().StartsWith(told));
    }

    [Fact]
    public void A_transparent_WebP_stays_transparent()
    {
        var file = PhotoFile.Read(Pictures.Webp(640, 480, isTransparent: true));

        Assert.True(file.Content.AsSpan().IndexOf("ALPH"u8) > 0);
        Assert.Equal(0x10, file.Content[20]);
        Assert.Equal(PhotoFormat.Webp, file.Format);
    }

    public static TheoryData<byte[], string> Refused { get; } = new()
    {
        { [], "photo_format" },
        { "%PDF-1.7"u8.ToArray(), "photo_format" },
        { "GIF89a"u8.ToArray(), "photo_format" },
        { "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), "photo_format" },
        { "RIFF\0\0\0\0WAVE"u8.ToArray(), "photo_format" },
        { [0, 0, 0, 24, .. "ftypheic"u8], "photo_format" },
        { [0xFF, 0xD8, 0xFF], "photo_broken" },
        { [0xFF, 0xD8, 0xFF, 0xD9], "photo_broken" },
        { [0xFF, 0xD8, 0xFF, 0xE1, 0, 1], "photo_broken" },
        { [.. "RIFF"u8, 0xFF, 0xFF, 0xFF, 0xFF, .. "WEBP"u8], "photo_broken" },
        { Pictures.Png(640, 480)[..^70], "photo_broken" },
        { Pictures.Png(0, 480), "photo_broken" },
        { Pictures.Png(60_000, 60_000), "photo_dimensions" },
        { Pictures.Png(9_000, 9_000), "photo_dimensions" },
        { Pictures.Png(8, 640), "photo_dimensions" },
        { Pictures.Jpeg(65_535, 65_535), "photo_dimensions" },
        { Pictures.Webp(16_000, 100), "photo_dimensions" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void What_is_no_whole_picture_of_a_sane_size_is_refused(byte[] sent, string code)
    {
        var refusal = Assert.Throws<InvalidRequestException>(() => PhotoFile.Read(sent));

        Assert.Equal((code, "file"), (refusal.Code, refusal.Field));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_file_that_is_cut_off_before_its_end_is_refused(string kind, byte[] sent)
    {
        var whole = PhotoFile.Read(sent).Content;
        Assert.All(Enumerable.Range(0, whole.Length), length =>
            Assert.True(IsRefused(whole.AsSpan(0, length)), $"{kind} cut off at {length}"));

        static bool IsRefused(ReadOnlySpan<byte> cut)
        {
            try
            {
                PhotoFile.Read(cut);
                return false;
            }
            catch (InvalidRequestException)
            {
                return true;
            }
        }
    }

    /// <summary>Whatever bytes come, they are refused or kept as something that is kept unchanged when it comes again.</summary>
    [Fact]
    public void Any_bytes_are_refused_or_read_the_same_again() =>
        Prop.ForAll(
            Gen.Elements(Kinds.Select(kind => kind.Data.Item2).ToArray()).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(),
            (good, seed) =>
            {
                var (random, bytes) = (new Random(seed), good.ToArray());
                for (var changes = random.Next(1, 8); changes > 0; changes--)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }

                try
                {
                    var file = PhotoFile.Read(bytes);
                    Assert.Equal(file.Content, PhotoFile.Read(file.Content).Content);
                    Assert.InRange(file.Width, 16, 12_000);
                    Assert.InRange(file.Height, 16, 12_000);
                }
                catch (InvalidRequestException refusal)
                {
                    Assert.StartsWith("photo_", refusal.Code, StringComparison.Ordinal);
                }
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
}
