namespace Marketplace.Routing.Search;

/// <summary>One place in a hundred is passed over; how many come before the next one is drawn at once.</summary>
sealed class Blinks(SearchRandom random)
{
    const double Share = 0.01;

    int _left = Draw(random);

    public bool Blink()
    {
        if (--_left >= 0)
        {
            return false;
        }

        _left = Draw(random);
        return true;
    }

    static int Draw(SearchRandom random) => (int)(Math.Log(1 - random.Unit()) / Math.Log(1 - Share));
}
