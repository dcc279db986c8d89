"""Libraries of H5P that are taken: content types and helpers which the H5P community publishes, by their machine names.

A site may take others: H5P_MORE_LIBRARIES (docs/operating.md).
"""

_CONTENT_TYPES = """
    Accordion AdvancedBlanks AdvancedText AdventCalendar Agamotto ARScavenger ArithmeticQuiz Audio AudioRecorder Blanks
    BranchingQuestion BranchingScenario Chart Collage Column Cornell CoursePresentation Crossword Dialogcards Dictation
    DocumentationTool DragQuestion DragText Essay FindTheWords Flashcards FreeTextQuestion GameMap GreetingCard
    GuessTheAnswer IFrameEmbed Image ImageHotspotQuestion ImageHotspots ImageJuxtaposition ImageMultipleHotspotQuestion
    ImagePair ImageSequencing ImageSlide ImageSlider ImpressPresentation InfoWall InformationWall InteractiveBook
    InteractiveVideo KewArCode Link MarkTheWords MemoryGame MultiChoice MultiMediaChoice Nil OpenEndedQuestion Page
    PersonalityQuiz Questionnaire QuestionSet SimpleMultiChoice SingleChoiceSet SortParagraphs SpeakTheWords
    SpeakTheWordsSet StructureStrip Summary Table Text TextInputField ThreeImage Timeline TrueFalse TwitterUserFeed
    TextGrouping TopicMap Video VirtualTour
"""
_HELPERS = """
    Components ContinuousText DocumentExportPage DragNBar DragNDrop DragNResize ExportableTextArea ExportPage FontIcons
    GoalsAssessmentPage GoalsPage JoubelUI MaterialDesignIcons MathDisplay Question Row RowColumn Shape SoundJS
    StandardPage TextUtilities ThreeJS ThreeSixty Timer Tooltip Transition UserEngagement
"""
_OTHERS = ["FontAwesome", "EmbeddedJS", "Drop", "Tether", "Shepherd", "flowplayer", "jQuery.ui", "TimelineJS", "Swiper"]
KNOWN = frozenset({f"H5P.{name}" for name in f"{_CONTENT_TYPES} {_HELPERS}".split()} | set(_OTHERS))
